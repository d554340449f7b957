package io.wsk.netty;

import static com.tngtech.archunit.core.domain.JavaCall.Predicates.target;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.type;
import static com.tngtech.archunit.core.domain.properties.HasName.Predicates.name;
import static com.tngtech.archunit.core.domain.properties.HasName.Predicates.nameMatching;
import static com.tngtech.archunit.core.domain.properties.HasOwner.Predicates.With.owner;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.domain.JavaPackage;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.library.GeneralCodingRules;
import io.wsk.spi.WskProvider;
import java.net.URL;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Test;

/** The one-way imports, and what no class of ours does. */
class ArchitectureTest {
  private static final String[] API = {"io.wsk.api..", "io.wsk.nt..", "io.wsk.spi.."};
  private static final String PROVIDER = "io.wsk.netty..";

  /** The main classes of wsk-api and wsk-netty, from wherever the class path has them. */
  private static final JavaClasses CLASSES =
      new ClassFileImporter()
          .importUrls(List.of(home(WskProvider.class), home(NettyWskProvider.class)));

  private static URL home(Class<?> type) {
    return type.getProtectionDomain().getCodeSource().getLocation();
  }

  @Test
  void bothModulesAreLookedAt() {
    // A rule about no classes at all would hold.
    assertThat(CLASSES.contain(WskProvider.class)).isTrue();
    assertThat(CLASSES.contain(NettyWskProvider.class)).isTrue();
    assertThat(CLASSES.contain(ArchitectureTest.class)).as("test classes").isFalse();
  }

  @Test
  void theApiKnowsNoProvider() {
    noClasses()
        .that()
        .resideInAnyPackage(API)
        .should()
        .dependOnClassesThat()
        .resideInAPackage(PROVIDER)
        .check(CLASSES);
  }

  @Test
  void theApiNeedsNettysBuffersAndJSpecifyOnly() {
    classes()
        .that()
        .resideInAnyPackage(API)
        .should()
        .onlyDependOnClassesThat()
        .resideInAnyPackage(
            "java..",
            "io.wsk.api..",
            "io.wsk.nt..",
            "io.wsk.spi..",
            "io.netty.buffer..",
            "io.netty.util..",
            "org.jspecify..")
        .check(CLASSES);
  }

  @Test
  void thePrimitivesOfTheKernelKnowNothingOfWsk() {
    noClasses()
        .that()
        .resideInAPackage("io.wsk.nt..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("io.wsk.api..", "io.wsk.spi..", PROVIDER)
        .check(CLASSES);
  }

  @Test
  void theProviderKnowsNoneOfItsUsers() {
    noClasses()
        .that()
        .resideInAPackage(PROVIDER)
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("io.wsk.examples..", "io.wsk.bench..", "io.wsk.tck..")
        .check(CLASSES);
  }

  @Test
  void theProviderShowsItselfItsOptionsAndItsTransports() {
    Set<String> visible =
        CLASSES.stream()
            .filter(c -> c.getPackageName().startsWith("io.wsk.netty"))
            .filter(ArchitectureTest::isVisible)
            .map(JavaClass::getName)
            .collect(Collectors.toSet());
    assertThat(visible)
        .containsExactlyInAnyOrder(
            "io.wsk.netty.NettyWskProvider",
            "io.wsk.netty.NettyOptions",
            "io.wsk.netty.NettyOptions$Builder",
            "io.wsk.netty.Transport");
  }

  private static boolean isVisible(JavaClass type) {
    Set<JavaModifier> modifiers = type.getModifiers();
    boolean itself =
        modifiers.contains(JavaModifier.PUBLIC) || modifiers.contains(JavaModifier.PROTECTED);
    return itself && type.getEnclosingClass().map(ArchitectureTest::isVisible).orElse(true);
  }

  @Test
  void logsGoToSlf4jOnly() {
    GeneralCodingRules.NO_CLASSES_SHOULD_USE_JAVA_UTIL_LOGGING.check(CLASSES);
    GeneralCodingRules.NO_CLASSES_SHOULD_ACCESS_STANDARD_STREAMS.check(CLASSES);
  }

  @Test
  void nobodySleeps() {
    noClasses()
        .should()
        .callMethodWhere(target(owner(type(Thread.class))).and(target(name("sleep"))))
        .orShould()
        .callMethodWhere(target(owner(type(TimeUnit.class))).and(target(name("sleep"))))
        .orShould()
        .callMethodWhere(
            target(owner(nameMatching("java\\.util\\.concurrent\\.locks\\.LockSupport")))
                .and(target(nameMatching("park(Nanos|Until)"))))
        .check(CLASSES);
  }

  @Test
  void everyPackageIsNullMarked() {
    Set<JavaPackage> packages =
        CLASSES.stream().map(JavaClass::getPackage).collect(Collectors.toSet());
    assertThat(packages)
        .extracting(JavaPackage::getName)
        .contains("io.wsk.nt", "io.wsk.api", "io.wsk.api.control", "io.wsk.spi", "io.wsk.netty");
    assertThat(packages)
        .allSatisfy(p -> assertThat(p.isAnnotatedWith(NullMarked.class)).as(p.getName()).isTrue());
  }
}
