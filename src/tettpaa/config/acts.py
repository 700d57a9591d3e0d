"""Who may take each step from state to state: the act of a state table → the permission its page asks for.

`WORKER`: nobody presses anything, the worker does it. `OPERATOR`: at the command line. docs/reference/states.md is made
from this; tests/unit/trust/test_every_act.py asks it for every role, and tests/flows/follow_up/test_every_transition.py
presses each from every state.
"""

from collections.abc import Mapping

WORKER, OPERATOR = "worker", "operator"

PERMISSION_OF: Mapping[str, str] = {
    "wait_case": "case_change", "resume_case": "case_change", "close_case": "case_change", "reopen_case": "case_change",
    "withdraw_case": "case_withdraw",
    "answer_concern": "concern_answer", "withdraw_concern": "concern_tell",
    "answer_explanation": "explanation_answer", "void_explanation": "explanation_void",
    "close_review": "class_review_open", "void_review_line": "mapping_void",
    "void_contact": "contact_void", "void_talk": "talk_void", "end_rhythm": "talk_record",
    "void_mapping": "mapping_void", "void_input": "mapping_void", "answer_input": "input_answer",
    "remind_teachers": "input_ask", "close_round": "input_ask",
    "save_draft": "plan_write", "put_in_force": "plan_write", "change_plan": "plan_write", "renew_plan": "plan_write",
    "say_view": "own_view_say",
    "end_plan": "plan_write", "revoke_exemption": "plan_write", "withdraw_plan": "plan_void",
    "start_measure": "measure_start", "prolong_measure": "measure_change", "end_measure": "measure_change",
    "void_measure": "measure_void", "void_observation": "measure_void",
    "answer_consult": "consult_ask", "void_consult": "consult_ask", "void_answer": "consult_reply",
    "invite": "meeting_call", "hold_meeting": "meeting_call", "call_off_meeting": "meeting_call",
    "write_minutes": "minutes_write", "answer_invitation": "meeting_answer",
    "finish_task": "meeting_task_change", "drop_task": "meeting_task_change", "reopen_task": "meeting_task_change",
    "give_task": "meeting_task_give",
    "send_letter": "letter_deliver", "receive_letter": "letter_deliver", "archive_letter": "letter_deliver",
    "drop_letter": "letter_deliver", "void_letter": "letter_deliver",
    "send_referral": "referral_change", "receive_referral": "referral_change", "begin_assessment": "referral_change",
    "receive_assessment": "referral_change", "close_referral": "referral_change", "withdraw_referral": "referral_change",
    "void_referral": "referral_void",
    "give_consent": "consent_record", "refuse_consent": "consent_record", "withdraw_consent": "consent_record",
    "void_consent": "consent_void", "end_share": "share_end",
    "keep_access": "access_review", "end_access": "access_review", "lapse_unanswered": WORKER,
    "approve_run": "removal_approve", "reject_run": "removal_approve", "begin_run": OPERATOR, "end_run": OPERATOR,
    "claim": WORKER, "confirm": WORKER, "fail": WORKER, "give_up": WORKER, "skip": WORKER,
}  # fmt: skip
