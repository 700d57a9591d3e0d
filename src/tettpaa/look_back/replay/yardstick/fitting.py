"""The two models. scikit-learn is the extra `ml`, imported only when somebody makes a yardstick."""

from typing import Any

import numpy as np

SEED = 1
Model = Any


def logistic() -> Model:
    """A sum of weighed numbers; what is not known is the middle value, with a mark that it was not known."""
    from sklearn.impute import SimpleImputer
    from sklearn.linear_model import LogisticRegression
    from sklearn.pipeline import make_pipeline
    from sklearn.preprocessing import StandardScaler

    imputer = SimpleImputer(strategy="median", add_indicator=True, keep_empty_features=True)
    return make_pipeline(imputer, StandardScaler(), LogisticRegression(max_iter=2000))


def boosted() -> Model:
    """Many small trees, each mending what those before got wrong; what is not known has a branch of its own."""
    from sklearn.ensemble import HistGradientBoostingClassifier

    return HistGradientBoostingClassifier(random_state=SEED, early_stopping=False, max_iter=100)


MODELS = {"logistic": logistic, "boosted": boosted}


def scores(model: Model, fitted: tuple[np.ndarray, np.ndarray], tested: np.ndarray) -> np.ndarray:
    """The model's answers on the tested rows, after fitting on the others. Rows × numbers, NaN where unknown.

    A number that was the same for everybody, or known of nobody, tells nothing and is left out.
    """
    from threadpoolctl import threadpool_limits

    numbers, is_outcome = fitted
    tells = np.array([len(np.unique(column[~np.isnan(column)])) > 1 for column in numbers.T])
    # Threads that wait for each other on a busy machine made this thirty times slower.
    with threadpool_limits(1):
        return model.fit(numbers[:, tells], is_outcome).predict_proba(tested[:, tells])[:, 1]
