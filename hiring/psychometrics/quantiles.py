"""Quantiles of the normal, t and F distributions; scipy is loaded with the first F or t."""

from statistics import NormalDist

_NORMAL = NormalDist()


def normal(confidence: float) -> float:
    """Return z such that a standard normal lies within ±z with probability `confidence` (1.96 for .95)."""
    if not 0 < confidence < 1:
        raise ValueError(f"confidence must lie between 0 and 1, not be {confidence!r}")
    return _NORMAL.inv_cdf((1 + confidence) / 2)


def normal_share(z: float) -> float:
    """Return the share of a standard normal below `z`."""
    return _NORMAL.cdf(z)


def f_quantile(share: float, df1: float, df2: float) -> float:
    """Return the F(df1, df2) value that a share `share` lies below."""
    from scipy.special import fdtri  # takes most of a second: only who needs it pays

    return float(fdtri(df1, df2, share))


def f_tail(f: float, df1: float, df2: float) -> float:
    """Return the probability of F(df1, df2) above `f`."""
    from scipy.special import fdtrc  # as above

    return float(fdtrc(df1, df2, f))


def t_quantile(confidence: float, df: float) -> float:
    """Return t such that Student's t with `df` lies within ±t with probability `confidence`."""
    from scipy.special import stdtrit  # as above

    if not 0 < confidence < 1:
        raise ValueError(f"confidence must lie between 0 and 1, not be {confidence!r}")
    return float(stdtrit(df, (1 + confidence) / 2))
