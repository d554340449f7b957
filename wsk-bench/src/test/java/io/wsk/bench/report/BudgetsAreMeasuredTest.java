package io.wsk.bench.report;

import static java.util.stream.Collectors.toMap;
import static org.assertj.core.api.Assertions.assertThat;

import io.wsk.bench.budget.Budget;
import io.wsk.bench.budget.Budgets;
import io.wsk.bench.suite.Profile;
import io.wsk.bench.suite.Suite;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

/** A budget that nothing is measured for would never be missed. */
class BudgetsAreMeasuredTest {
  @Test
  void eachBudgetsCellIsInThePlansOfItsSuite() throws Exception {
    try (Suites.Opened opened = AllSuites.open(new Suites.Jvms(List.of(), List.of()))) {
      Map<String, Suite> suites =
          opened.suites().stream().collect(toMap(Suite::name, Function.identity()));
      for (Budget budget : Budgets.all()) {
        Suite suite = suites.get(budget.pair().suite());
        assertThat(suite).as("the suite of %s", budget).isNotNull();
        assertThat(suite.steps(Profile.BUDGETS))
            .as("steps for %s", budget)
            .anyMatch(step -> step.label().contains(budget.pair().cell()));
      }
    }
  }
}
