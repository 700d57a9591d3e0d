"""How much the same data could tell: a logistic and a boosted model, fitted on earlier school years, tested on a later.

    cohorts.py  the years as numbers: the indicators as of a day, and who broke off or did not pass after it
    fitting.py  the two models (the extra `ml`: scikit-learn; used nowhere else)
    curves.py   how well they found those pupils: AUC with interval, shares found and right (pure)

Only curves leave. No model is kept, and none has an answer about a child: the law asks for flags that a pupil and a home
can understand and dispute, and what cannot be explained is not used on anybody.
"""
