// Passkeys: asks the server for a challenge, the browser for an answer, and sends it with the form the button stands in.
// Without this file, or in a browser without passkeys, these forms stay hidden and the other ways remain.

const bytes = (text) => Uint8Array.from(atob(text.replace(/-/g, "+").replace(/_/g, "/")), (c) => c.charCodeAt(0));
const text = (buffer) =>
  btoa(String.fromCharCode(...new Uint8Array(buffer))).replace(/\+/g, "-").replace(/\//g, "_").replace(/=/g, "");
const withBytes = (keys) => (keys || []).map((key) => ({ ...key, id: bytes(key.id) }));

async function make(asked) {
  const user = { ...asked.user, id: bytes(asked.user.id) };
  const excludeCredentials = withBytes(asked.excludeCredentials);
  const publicKey = { ...asked, challenge: bytes(asked.challenge), user, excludeCredentials };
  const made = await navigator.credentials.create({ publicKey });
  return said(made, { attestationObject: text(made.response.attestationObject) });
}

async function use(asked) {
  const allowCredentials = withBytes(asked.allowCredentials);
  const used = await navigator.credentials.get({ publicKey: { ...asked, challenge: bytes(asked.challenge), allowCredentials } });
  const { authenticatorData, signature, userHandle } = used.response;
  const more = { authenticatorData: text(authenticatorData), signature: text(signature) };
  return said(used, userHandle ? { ...more, userHandle: text(userHandle) } : more);
}

function said(key, more) {
  const response = { clientDataJSON: text(key.response.clientDataJSON), ...more };
  return JSON.stringify({ id: key.id, rawId: text(key.rawId), type: key.type, response, clientExtensionResults: {} });
}

async function answer(form) {
  const body = new URLSearchParams({ csrfmiddlewaretoken: form.elements.csrfmiddlewaretoken.value });
  const asked = await fetch(form.dataset.challenge, { method: "POST", body, redirect: "error" });
  if (!asked.ok) throw new Error("no challenge");
  const ask = form.dataset.passkey === "make" ? make : use;
  form.elements.answer.value = await ask(await asked.json());
  form.submit();
}

if (window.PublicKeyCredential) {
  for (const hint of document.querySelectorAll("[data-when=unknown]")) hint.hidden = true;
  for (const form of document.querySelectorAll("form[data-passkey]")) {
    form.hidden = false;
    form.addEventListener("submit", (event) => {
      event.preventDefault();
      const failed = form.querySelector("[data-when=failed]");
      failed.hidden = true;
      answer(form).catch(() => { failed.hidden = false; });
    });
  }
}
