package io.wsk.examples;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * The tables of docs/porting.md are complete, for the API and for wsk.h, and none of their names is
 * out of date.
 */
class PortingGuideTest {
  /** Types whose methods are functions of C, or the short forms of such. */
  private static final Pattern FUNCTION_TYPE =
      Pattern.compile("Wsk|WskRegistration|WskProviderNpi|WskProvider\\w*Dispatch|Irp|IoManager");

  private static final Path HEADER_NAMES =
      Pages.ROOT.resolve("examples/src/test/resources/wsk-h-names.txt");
  private static final Pattern RULE = Pattern.compile("(?m)^- ([A-Z]{3}-\\d{2}) \\[");

  private static PublicApi api;
  private static PortingTable table;

  @BeforeAll
  static void read() throws IOException {
    api = PublicApi.load();
    table = PortingTable.read();
    assertThat(table.rows()).hasSizeGreaterThan(200);
    assertThat(api.types()).hasSizeGreaterThan(60);
  }

  private static Set<String> namedInJava() {
    Set<String> names = new HashSet<>();
    for (PortingTable.Row row : table.rows()) {
      row.java().forEach(name -> names.add(name.toString()));
    }
    return names;
  }

  // ---- nothing is missing -----------------------------------------------------------------------

  @Test
  void everyTypeIsInTheTables() {
    Set<String> missing = new TreeSet<>();
    for (Class<?> type : api.types().values()) {
      missing.add(type.getSimpleName());
      PublicApi.nested(type)
          .forEach(nested -> missing.add(type.getSimpleName() + "." + nested.getSimpleName()));
    }
    missing.removeAll(namedInJava());
    assertThat(missing).as("types that docs/porting.md does not name").isEmpty();
  }

  @Test
  void everyConstantIsInTheTables() {
    Set<String> missing = new TreeSet<>();
    for (Class<?> type : api.types().values()) {
      PublicApi.constants(type).forEach(name -> missing.add(type.getSimpleName() + "." + name));
    }
    missing.removeAll(namedInJava());
    assertThat(missing)
        .as("flags, options, ioctls, controls and statuses that docs/porting.md does not name")
        .isEmpty();
  }

  @Test
  void everyFunctionIsInTheTables() {
    Set<String> missing = new TreeSet<>();
    for (Class<?> type : api.types().values()) {
      if (FUNCTION_TYPE.matcher(type.getSimpleName()).matches()) {
        PublicApi.functions(type).forEach(name -> missing.add(type.getSimpleName() + "." + name));
      }
    }
    missing.removeAll(namedInJava());
    assertThat(missing).as("functions that docs/porting.md does not name").isEmpty();
  }

  @Test
  void everyNameOfTheHeaderIsInTheTables() throws IOException {
    Set<String> missing = new TreeSet<>(Files.readAllLines(HEADER_NAMES));
    missing.removeIf(line -> line.startsWith("#") || line.isBlank());
    assertThat(missing).hasSizeGreaterThan(150);
    table.rows().forEach(row -> missing.removeAll(row.c()));
    assertThat(missing).as("names of wsk.h that docs/porting.md does not have").isEmpty();
  }

  // ---- nothing is out of date -------------------------------------------------------------------

  @Test
  void everyJavaNameIsThere() {
    List<String> gone = new ArrayList<>();
    for (PortingTable.Row row : table.rows()) {
      for (PortingTable.JavaName name : row.java()) {
        Class<?> type = api.types().get(name.type());
        if (type == null || !(name.member().isEmpty() || PublicApi.has(type, name.member()))) {
          gone.add("line " + row.line() + ": " + name);
        }
      }
    }
    assertThat(gone).as("names of docs/porting.md that the API does not have").isEmpty();
  }

  @Test
  void everyJavaNameLeadsToTheSourceOfItsType() {
    for (PortingTable.Row row : table.rows()) {
      for (PortingTable.JavaName name : row.java()) {
        assertThat(table.source(name.link()))
            .as("link of %s in line %s", name, row.line())
            .isEqualTo(api.source(name.type()))
            .exists();
      }
    }
  }

  @Test
  void everyRuleIsInTheContract() throws IOException {
    Set<String> rules = new HashSet<>();
    Matcher rule = RULE.matcher(Files.readString(Pages.DOCS.resolve("contract.md")));
    while (rule.find()) {
      rules.add(rule.group(1));
    }
    List<String> unknown = new ArrayList<>();
    for (PortingTable.Row row : table.rows()) {
      for (String id : row.rules()) {
        if (!rules.contains(id)) {
          unknown.add("line " + row.line() + ": " + id);
        }
      }
    }
    assertThat(unknown).as("rules that docs/contract.md does not have").isEmpty();
  }

  /** A row that gives a constant another name in C would send its reader to the wrong place. */
  @Test
  void aConstantHasItsNameInC() {
    List<String> wrong = new ArrayList<>();
    for (PortingTable.Row row : table.rows()) {
      for (PortingTable.JavaName name : row.java()) {
        Class<?> type = api.types().get(name.type());
        boolean constant =
            type != null && PublicApi.constants(type).anyMatch(name.member()::equals);
        boolean ownName = name.member().startsWith("WSK_VERSION_") || row.c().isEmpty();
        if (constant && !ownName && !row.c().contains(name.member())) {
          wrong.add("line " + row.line() + ": " + name);
        }
      }
    }
    assertThat(wrong).isEmpty();
  }

  @Test
  void everyRowSaysSomething() {
    for (PortingTable.Row row : table.rows()) {
      assertThat(row.c().isEmpty() && row.java().isEmpty()).as("line %s", row.line()).isFalse();
      assertThat(row.differs()).as("line %s", row.line()).isNotEmpty();
      if (row.c().isEmpty() || row.java().isEmpty()) {
        assertThat(row.differs()).as("the reason in line %s", row.line()).isNotEqualTo("-");
      }
    }
  }
}
