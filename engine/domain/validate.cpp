#include "engine/domain/scenario.hpp"
namespace chokepoint {
std::vector<Fault> validate(const Scenario&) { return {}; }
}  // namespace chokepoint
