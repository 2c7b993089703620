// One equilibrium of a game in a table by complementary pivoting (Lemke and Howson 1964; tableaux and the
// lexicographic ratio test as in von Stengel 2002, "Computing equilibria for two-person games").
#pragma once

#include <optional>

#include "engine/study/tournament/bimatrix.hpp"

namespace chokepoint::study {

// Follows the path on which the label is missing: 0 to rows - 1 a strategy of the row, from there on one of
// the column. Other labels may lead to other equilibria. The lexicographic rule makes every path end, also in
// degenerate games; the bound on its steps is against rounding alone. Nothing when it is reached: then the
// path is to be tried from another label. Payoffs must be normalised(). The answer is as exact as doubles
// are: whoever uses it looks at regret().
std::optional<Profile> lemke_howson(const Bimatrix& game, std::size_t missing_label);

}  // namespace chokepoint::study
