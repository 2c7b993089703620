// What buyers hold on the first day under a control that has stood for long.
#include "tests/support/catch.hpp"
#include "tests/world/from_china.hpp"

namespace chokepoint::test {

TEST_CASE("under a control that has long stood buyers hold licences on the first day, under a new one none", "[world][licence]") {
    const auto opened = [](int weeks_before) {
        auto setup = quiet_setup();
        ControlMeasure control;
        control.materials = heavies;
        control.from_day = setup->params.start - 7 * weeks_before;
        setup->params.controls.push_back(control);
        return WorldRun(setup, 5);
    };
    const WorldRun old = opened(27), fresh = opened(1);
    int licensed = 0, needs = 0;
    for (std::size_t i = 0; i < old.params().needs.size(); ++i) {
        const NeedParams& spec = old.params().needs[i];
        CHECK(fresh.world.needs[i].licensed() == 0.0);
        if (!from_china(spec) || (materials_in(spec.product) & heavies) == 0) {
            CHECK(old.world.needs[i].licensed() == 0.0);
            continue;
        }
        ++needs;
        const Need& need = old.world.needs[i];
        licensed += need.licensed() > 0.0 ? 1 : 0;
        CHECK(need.licensed() <= old.params().rules.licensing.horizon_weeks.value * spec.base_t);
        CHECK(need.granted_total_t == need.licensed());
    }
    CHECK(licensed > needs / 4);
    CHECK(licensed < needs);
}

}  // namespace chokepoint::test
