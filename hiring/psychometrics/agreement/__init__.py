"""How far raters agree: Krippendorff's alpha, intraclass correlations, kappas, resampled intervals."""

from hiring.psychometrics.agreement.alpha import krippendorff_alpha
from hiring.psychometrics.agreement.by_person import icc_by_person, kappa_by_person
from hiring.psychometrics.agreement.counting import Level
from hiring.psychometrics.agreement.intraclass import Intraclass, MeanSquares, icc, mean_squares
from hiring.psychometrics.agreement.kappa import FleissKappa, fleiss_kappa, weighted_kappa
from hiring.psychometrics.agreement.pairs import PairAgreement, exact_and_adjacent
from hiring.psychometrics.agreement.resampling import Alpha, Bootstrapped, Resampled, bootstrap_interval
