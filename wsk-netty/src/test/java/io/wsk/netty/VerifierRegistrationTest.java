package io.wsk.netty;

import static io.wsk.api.Wsk.WSK_INFINITE_WAIT;
import static io.wsk.api.Wsk.WSK_VERSION_1_0;
import static io.wsk.api.verifier.Violation.REGISTRATION_LEFT_OPEN;
import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.wsk.api.Wsk;
import io.wsk.api.WskClientNpi;
import io.wsk.api.WskRegistration;
import io.wsk.api.verifier.VerifierMode;
import io.wsk.api.verifier.VerifierReport;
import io.wsk.tck.Eventually;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** Registrations that are left open (THR-04): lost, and open when the process exits. */
class VerifierRegistrationTest {
  private final Queue<VerifierReport> reports = new ConcurrentLinkedQueue<>();
  private final NettyWskProvider provider =
      new NettyWskProvider(
          NettyOptions.builder()
              .transport(Transport.NIO)
              .threads(1)
              .meterRegistry(new SimpleMeterRegistry())
              .verifier(VerifierMode.STANDARD)
              .verifierListener(reports::add)
              .build());

  private WskRegistration register() {
    WskRegistration registration = Wsk.register(WskClientNpi.of(WSK_VERSION_1_0), provider);
    registration.capture(WSK_INFINITE_WAIT).close();
    return registration;
  }

  private void registerAndForget() {
    assertThat(register()).isNotNull();
  }

  @Test
  void oneThatNobodyRefersToIsReportedWithWhereItWasMade() {
    registerAndForget();
    Eventually.until(
        "the lost registration is reported",
        () -> {
          System.gc();
          return !reports.isEmpty();
        });
    provider.runtime().release(); // what its owner can no longer do
    assertThat(reports).hasSize(1);
    VerifierReport report = reports.remove();
    assertThat(report.violation()).isEqualTo(REGISTRATION_LEFT_OPEN);
    assertThat(report.rule()).isEqualTo("REG-05");
    assertThat(report.what()).contains("lost");
    assertThat(report.sites()).singleElement().asString().contains("registered");
  }

  @Test
  void oneThatIsTakenBackIsNotReported() {
    register().close();
    WskRegistration open = register();
    System.gc();
    provider.runtime().metrics().verifier().stop(); // which looks no more
    provider.runtime().metrics().verifier().start();
    open.close();
    assertThat(reports).isEmpty();
  }

  @Test
  void theVerifiersThreadEndsWithTheLastRegistration() {
    WskRegistration first = register();
    WskRegistration second = register();
    first.close();
    assertThat(verifierThreads()).isPositive();
    second.close();
    Eventually.until("the verifier's thread has ended", () -> verifierThreads() == 0);
  }

  private static long verifierThreads() {
    return Thread.getAllStackTraces().keySet().stream()
        .filter(thread -> thread.getName().equals("wsk-verifier"))
        .count();
  }

  /** A process that registers and exits. */
  static final class Forgetful {
    private Forgetful() {}

    /** Leaves one registration open and takes one back. */
    public static void main(String[] args) {
      NettyWskProvider provider =
          new NettyWskProvider(
              NettyOptions.builder()
                  .transport(Transport.NIO)
                  .threads(1)
                  .verifierListener(report -> System.out.println("report: " + report))
                  .build());
      WskRegistration takenBack = Wsk.register(WskClientNpi.of(WSK_VERSION_1_0), provider);
      WskRegistration left = Wsk.register(WskClientNpi.of(WSK_VERSION_1_0), provider);
      left.capture(WSK_INFINITE_WAIT);
      takenBack.close();
      System.exit(7);
    }
  }

  private static String outputOf(String mode) throws IOException, InterruptedException {
    Process process =
        new ProcessBuilder(
                ProcessHandle.current().info().command().orElseThrow(),
                "-cp",
                System.getProperty("java.class.path"),
                "-D" + NettyOptions.VERIFIER_PROPERTY + "=" + mode,
                Forgetful.class.getName())
            .redirectErrorStream(true)
            .start();
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor(Eventually.LIMIT.toSeconds(), TimeUnit.SECONDS)).isTrue();
    assertThat(process.exitValue()).as(output).isEqualTo(7);
    return output;
  }

  @Test
  void oneThatIsOpenWhenTheProcessExitsIsReported() throws Exception {
    for (String mode : new String[] {"standard", "strict"}) {
      String output = outputOf(mode);
      assertThat(output).containsOnlyOnce("report: ");
      assertThat(output)
          .contains(
              "REG-05 REGISTRATION_LEFT_OPEN", "the process exits", "registered, thread main");
    }
  }

  @Test
  void nothingIsReportedWhenOff() throws Exception {
    assertThat(outputOf("off")).doesNotContain("report: ");
  }
}
