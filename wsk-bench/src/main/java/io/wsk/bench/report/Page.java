package io.wsk.bench.report;

import freemarker.template.Configuration;
import freemarker.template.Template;
import freemarker.template.TemplateException;
import freemarker.template.TemplateExceptionHandler;
import io.wsk.bench.figures.Table;
import java.io.IOException;
import java.io.InputStream;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;

/** A run as one HTML page that needs nothing else. */
final class Page {
  private static final String RUN = "run.ftlh";
  private static final String COMPARISON = "comparison.ftlh";
  private static final String STYLE = "style.css";

  private Page() {}

  static String of(Run run) throws IOException {
    return fill(
        RUN,
        Map.of(
            "run", run,
            "headlines", Headline.of(run),
            "chapters", new PageModel(run).chapters(),
            "budgets", BudgetModel.of(run.verdicts()),
            "style", resource(STYLE),
            "number", new Numbers()));
  }

  static String of(Comparison comparison) throws IOException {
    return fill(
        COMPARISON,
        Map.of("comparison", comparison, "style", resource(STYLE), "number", new Numbers()));
  }

  /** What templates need to print figures. */
  public static final class Numbers {
    private static final int DIGITS = 4;

    /**
     * A figure.
     *
     * @param figure the figure
     * @param decimals how many digits behind the point
     * @return the text; a dash for NaN
     */
    public String fixed(double figure, int decimals) {
      return Table.number(figure, decimals);
    }

    /**
     * A figure of any size, with the digits that say something.
     *
     * @param figure the figure
     * @return the text; a dash for NaN
     */
    public String rounded(double figure) {
      if (figure == 0) {
        return "0";
      }
      double size = Math.abs(figure);
      int whole = size < 1 ? 1 : (int) Math.log10(size) + 1;
      return Double.isNaN(figure)
          ? "-"
          : String.format(Locale.ROOT, "%,." + Math.max(0, DIGITS - whole) + "f", figure);
    }
  }

  private static String fill(String name, Map<String, Object> model) throws IOException {
    Configuration configuration = new Configuration(Configuration.VERSION_2_3_34);
    configuration.setTemplateExceptionHandler(TemplateExceptionHandler.RETHROW_HANDLER);
    configuration.setLogTemplateExceptions(false);
    configuration.setLocale(Locale.ROOT);
    StringWriter page = new StringWriter();
    try {
      new Template(name, resource(name), configuration).process(model, page);
    } catch (TemplateException e) {
      throw new IllegalStateException("the template " + name + " and what it shows differ", e);
    }
    return page.toString();
  }

  private static String resource(String name) throws IOException {
    try (InputStream in = Page.class.getResourceAsStream(name)) {
      return new String(Objects.requireNonNull(in, name).readAllBytes(), StandardCharsets.UTF_8);
    }
  }
}
