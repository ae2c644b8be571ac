#!/bin/sh
# psych's weighted kappa of two reviewers is 0.27, and 0.94 once their ratings are counted into a table,
# though both times R knows the order of the levels.
#
# Guess, before running: ratings as ordered factors, belum < dasar < cukup < baik < unggul, are weighted in
# this order; that is what an ordered factor is for.
# Seen with psych 2.2.9 for R: `cohen.kappa` takes the order off two columns of ratings and sorts the levels
# as words, baik before belum before cukup. Of a table of the same factors it keeps the order, and so does
# the argument `levels`, which its help names for levels that nobody gave. The plain kappa is the same each
# time, and no warning speaks of the order.
# Where it matters: whoever has made the order known to R thinks that it is known; a panel that agrees but
# for neighbouring levels is sent back to training.
# The output seen stands at the end; anything else ends with a status above 0. Needs: R with its recommended
# packages, and apt-get of Debian 12 for psych.
set -eu
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
apt-get download -qq r-cran-psych=2.2.9-1 r-cran-mnormt=2.1.1-2 2>/dev/null
for package in *.deb; do dpkg-deb -x "$package" debian; done
cat >see.R <<'R'
library(psych)
scale <- c("belum", "dasar", "cukup", "baik", "unggul")
ratings <- function(levels) ordered(scale[levels], levels = scale)
first <- ratings(c(1, 2, 4, 5, 4, 2, 1, 5, 4, 2, 3))
second <- ratings(c(1, 2, 5, 5, 4, 1, 1, 4, 4, 2, 3))
show <- function(title, ...) {
  found <- suppressWarnings(cohen.kappa(...))
  cat(sprintf("%s: kappa %.2f, weighted %.2f\n", title, found$kappa, found$weighted.kappa))
}
columns <- data.frame(first, second)
cat("R's own order:", levels(columns$first), "\n")
show("two columns", columns)
show("two columns, levels named", columns, levels = scale)
show("a table", table(first, second))
show("the numbers of the levels", data.frame(as.integer(first), as.integer(second)))
R
R_LIBS="$work/debian/usr/lib/R/site-library" Rscript see.R >seen 2>said || { cat said; exit 1; }
cat seen
diff -u - seen <<'SEEN'
R's own order: belum dasar cukup baik unggul 
two columns: kappa 0.65, weighted 0.27
two columns, levels named: kappa 0.65, weighted 0.94
a table: kappa 0.65, weighted 0.94
the numbers of the levels: kappa 0.65, weighted 0.94
SEEN
