// Public formats of bargaining domains: GENIUS/ANAC XML, NegoLog JSON, OpenSpiel instances, recorded negotiations in NegMAS. Files in,
// values out; every fault names the file, the line and what would be right.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "engine/base/result.hpp"
#include "engine/bargain/utility.hpp"

namespace chokepoint::bargain {

struct Issue {
    std::string name;
    std::vector<std::string> levels;  // by name; numbers as they are written
};

// A domain and its parties, ready to be solved or played.
struct Instance {
    std::string name;
    std::vector<Issue> issues;
    std::vector<Party> parties;

    Domain domain() const;
};

// Levels that an issue of real numbers is cut into, both ends included.
constexpr int real_levels = 101;

// GENIUS: a domain (or a template that holds one) and one utility space per party. Issues discrete, integer or real; evaluators of
// discrete issues count against their greatest, linear and triangular ones as they are; nonlinear spaces are sums of hyper-rectangles.
// A profile's issues are matched by index, values by name, so that their order means nothing; every issue has a weight and every value
// an evaluation.
Result<Instance> read_genius(const std::string& domain_file, const std::vector<std::string>& profile_files);

// NegoLog: two profiles, weights and values by name; levels in the order of the first profile.
Result<Instance> read_negolog(const std::string& first_profile, const std::string& second_profile);

// OpenSpiel `bargaining`: a line for each instance, "counts values values", comma-separated; a bid gives the first party so many of each
// kind, the rest is the other's. Utilities are the raw values.
Result<std::vector<Instance>> read_openspiel(const std::string& file);

// A file of negotiations that NegMAS played, with what came of them.
struct Recorded {
    std::string scenario;
    int seed = 0;
    int rounds = 0;  // the deadline
    Instance instance;
    std::vector<double> exponents;  // of each party's concession
    std::optional<Bid> agreement;
    int round = 0;                  // after which it was struck, from 1; that of the deadline where there was none
};
Result<std::vector<Recorded>> read_recorded(const std::string& file);

// A table of what the first mover gets of a pie under alternating offers: delta1,delta2,horizon_T,last_proposer,share, a head first.
struct ExpectedShare {
    double first_discount = 0.0, second_discount = 0.0;
    int rounds = 0;  // 0: without end
    double share = 0.0;
};
Result<std::vector<ExpectedShare>> read_shares(const std::string& file);

// What a file holds, by its first bytes and names.
enum class Format { genius, negolog, openspiel, recorded, shares };
Result<Format> format_of(const std::string& file);

}  // namespace chokepoint::bargain
