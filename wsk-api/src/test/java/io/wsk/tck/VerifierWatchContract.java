package io.wsk.tck;

import static io.wsk.api.Wsk.WSK_EVENT_ACCEPT;
import static io.wsk.api.Wsk.WSK_EVENT_DISCONNECT;
import static io.wsk.api.Wsk.WSK_EVENT_RECEIVE;
import static io.wsk.api.verifier.VerifierMode.STANDARD;
import static io.wsk.api.verifier.VerifierMode.STRICT;
import static io.wsk.api.verifier.Violation.BLOCKING_WAIT;
import static io.wsk.api.verifier.Violation.CALLBACK_TOO_LONG;
import static io.wsk.api.verifier.Violation.INDICATION_LEAK;
import static io.wsk.api.verifier.Violation.WRONG_STATUS;
import static io.wsk.nt.NtStatus.STATUS_PENDING;
import static io.wsk.nt.NtStatus.STATUS_SUCCESS;
import static io.wsk.nt.NtStatus.STATUS_UNSUCCESSFUL;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.wsk.api.AddrInfoExW;
import io.wsk.api.Ws2Def;
import io.wsk.api.WskBuf;
import io.wsk.api.WskDataIndication;
import io.wsk.api.WskFuture;
import io.wsk.api.verifier.CallSite;
import io.wsk.api.verifier.VerifierException;
import io.wsk.api.verifier.VerifierMode;
import io.wsk.api.verifier.VerifierReport;
import io.wsk.nt.Irp;
import io.wsk.nt.NtStatus;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** Chapter THR: what the verifier finds out by watching, when no call of the client is at fault. */
public abstract class VerifierWatchContract extends VerifierContract {
  // ---- indications that are never released ------------------------------------------------------

  private static void assertTellsLeak(VerifierReport report, Pair pair) {
    assertTells(report, INDICATION_LEAK, "CLO-06", pair);
    assertSites(report, "kept", "receive");
  }

  @Test
  @WskRule({"THR-04", "CLO-06"})
  void anIndicationThatNobodyRefersToIsReportedWithWhereItWasKept() throws Exception {
    verified(STANDARD);
    Keeper keeper = new Keeper();
    Pair pair = accepted(keeper.connection, WSK_EVENT_RECEIVE);
    pair.peer().write("abc");
    keepMemoryOnly(keeper);
    Turns.of(pair);
    VerifierReport[] found = new VerifierReport[1];
    Eventually.until(
        "the lost indication is reported",
        () -> {
          System.gc();
          var reports = harness().takeReports();
          if (!reports.isEmpty()) {
            found[0] = reports.get(0);
          }
          return found[0] != null;
        });
    assertTellsLeak(found[0], pair);
  }

  /** Loses the node; its memory is all that is left for the test to give back. */
  private void keepMemoryOnly(Keeper keeper) throws InterruptedException {
    freeLater(keeper.next().buffer().mdl().buffer());
  }

  @Test
  @WskRule({"THR-04", "CLO-06"})
  void anIndicationThatIsKeptWhenItsClientDeregistersIsReported() throws Exception {
    verified(STRICT); // and nobody is thrown at: deregister goes its way
    Keeper keeper = new Keeper();
    Pair pair = accepted(keeper.connection, WSK_EVENT_RECEIVE);
    pair.peer().write("abc");
    WskDataIndication kept = keeper.next();
    Turns.of(pair);
    closeAll();
    npi().close();
    // The client may still release it, as it may after close: that is not yet a leak.
    assertThat(harness().takeReports()).isEmpty();
    assertThat(registration().deregister(Eventually.LIMIT).isComplete()).isTrue();
    assertTellsLeak(report(), pair);
    // Its memory is valid until released, all the same.
    assertThat(Bytes.text(Bytes.copy(kept.buffer()))).isEqualTo("abc");
    assertThat(pair.socket().release(kept)).isEqualTo(STATUS_SUCCESS);
  }

  // ---- time -------------------------------------------------------------------------------------

  @Test
  @WskRule("THR-03")
  void aCallbackThatTakesTooLongIsReportedWhileItIsInProgress() throws Exception {
    verified(STRICT, Duration.ofMillis(1));
    Held held = closeLater(new Held());
    Pair pair = accepted(TestConnection.holding(held), WSK_EVENT_RECEIVE);
    breaks("THR-03"); // whatever else takes a millisecond on this machine
    harness().takeReports();
    pair.peer().write("abc");
    held.awaitEntered();
    VerifierReport report = awaitTooLong("WskReceiveEvent");
    assertTells(report, CALLBACK_TOO_LONG, "THR-03", pair);
    assertThat(report.what()).contains("in progress", "TestConnection");
    // Somewhere within the callback, or in what it has called.
    CallSite stack = report.sites().get(1);
    assertThat(stack.what()).isEqualTo("in progress");
    assertThat(stack.frames()).anyMatch(frame -> frame.getMethodName().contains("receive"));
    assertThat(stack.thread()).isNotEqualTo(Thread.currentThread().getName());
    held.letGo();
    pair.connection().awaitTaken("abc");
  }

  private VerifierReport awaitTooLong(String event) {
    VerifierReport[] found = new VerifierReport[1];
    Eventually.until(
        "a callback is reported",
        () -> {
          harness().takeReports().stream()
              .filter(report -> report.what().contains(event))
              .filter(report -> report.what().contains("in progress"))
              .findFirst()
              .ifPresent(report -> found[0] = report);
          return found[0] != null;
        });
    return found[0];
  }

  // ---- waits ------------------------------------------------------------------------------------

  /** Every function of the API that waits, by its name in the messages. */
  private Map<String, Callable<?>> waits(Irp<Void> never) {
    WskFuture<Void> future = WskFuture.ofStatus("WskNever", irp -> STATUS_PENDING);
    WskFuture<Void> refused = WskFuture.ofStatus("WskRefused", irp -> STATUS_UNSUCCESSFUL);
    CompletableFuture<Void> stage = future.toCompletionStage().toCompletableFuture();
    Map<String, Callable<?>> waits = new LinkedHashMap<>();
    waits.put("Irp.await", never::await);
    waits.put("Irp.await ", () -> never.await(Duration.ofMillis(1)));
    waits.put("WskNever", future::await);
    waits.put("WskFuture.await", () -> future.await(Duration.ofMillis(1)));
    waits.put("WskRefused", refused::await);
    waits.put("CompletableFuture.get", stage::get);
    waits.put("CompletableFuture.get ", () -> stage.get(1, TimeUnit.MILLISECONDS));
    waits.put("CompletableFuture.join", stage::join);
    waits.put("join ", () -> never.toCompletionStage().toCompletableFuture().join());
    waits.put("join  ", () -> stage.thenApply(nothing -> 1).thenRun(() -> {}).join());
    waits.put("WskDeregister", this::deregister);
    waits.put("WskDeregister ", () -> registration().deregister(Duration.ofMillis(1)));
    return waits;
  }

  private Void deregister() {
    registration().deregister();
    return null;
  }

  private void waitOnTheLoop(VerifierMode mode) throws Exception {
    verified(mode);
    breaks("IRP-09", "REG-08");
    TestConnection connection = new TestConnection();
    Map<String, Throwable> refusals = new LinkedHashMap<>();
    Irp<Void> never = Irp.allocate();
    connection.onReceive(
        (flags, data, bytes, accepted) -> {
          waits(never).forEach((name, wait) -> refusals.put(name, catchThrowable(wait::call)));
          return STATUS_SUCCESS;
        });
    Pair pair = accepted(connection, WSK_EVENT_RECEIVE);
    pair.peer().write("abc");
    connection.awaitTaken("abc");
    var reports = harness().takeReports();
    assertThat(reports).hasSameSizeAs(refusals.entrySet());
    assertThat(harness().counted("violations")).isEqualTo(refusals.size());
    for (VerifierReport report : reports) {
      String rule = report.what().contains("WskDeregister") ? "REG-08" : "IRP-09";
      assertTells(report, BLOCKING_WAIT, rule, pair);
      assertThat(report.sites()).hasSize(1);
    }
    refusals.forEach(
        (name, refusal) ->
            assertThat(refusal)
                .as(name)
                .isInstanceOf(
                    mode == STRICT ? VerifierException.class : IllegalStateException.class)
                .hasMessageContaining(name.trim())
                .hasMessageContaining("provider thread"));
  }

  @Test
  @WskRule("THR-03")
  void everyWaitOnAnEventLoopIsRefusedAndReported() throws Exception {
    waitOnTheLoop(STANDARD);
  }

  @Test
  @WskRule("THR-03")
  void everyWaitOnAnEventLoopIsTheVerifiersExceptionWhenStrict() throws Exception {
    waitOnTheLoop(STRICT);
  }

  @Test
  @WskRule("THR-03")
  void aWaitInACompletionRoutineIsReported() throws Exception {
    verified(STANDARD);
    breaks("IRP-09");
    Pair pair = accepted(new TestConnection(), 0);
    Irp<Void> never = Irp.allocate();
    Irp<Void> irp = Irp.onCompletion(() -> assertThat(catchThrowable(never::await)).isNotNull());
    assertThat(pair.socket().receive(WskBuf.ofWritable(emptyBuffer(8)), 0, irp))
        .isEqualTo(STATUS_PENDING);
    pair.peer().write("abc");
    assertThat(irp.await(Eventually.LIMIT)).isTrue();
    VerifierReport report = report();
    assertThat(report.violation()).isEqualTo(BLOCKING_WAIT);
    assertSites(report, "called", "aWaitInACompletionRoutineIsReported");
  }

  @Test
  @WskRule({"THR-03", "CLI-05"})
  void aWaitWhereNamesAreLookedUpIsReported() throws Exception {
    verified(STANDARD);
    breaks("IRP-09");
    harness().names().add("host.test", "192.0.2.1");
    Irp<Void> never = Irp.allocate();
    Irp<AddrInfoExW> irp =
        Irp.onCompletion(() -> assertThat(catchThrowable(never::await)).isNotNull());
    assertThat(
            npi()
                .dispatch()
                .getAddressInfo(npi().client(), "host.test", "80", Ws2Def.NS_ALL, null, irp))
        .isEqualTo(STATUS_PENDING);
    assertThat(irp.await(Eventually.LIMIT)).isTrue();
    assertThat(irp.status()).isEqualTo(STATUS_SUCCESS);
    VerifierReport report = report();
    assertThat(report.violation()).isEqualTo(BLOCKING_WAIT);
    assertThat(report.rule()).isEqualTo("IRP-09");
    assertSites(report, "called", "aWaitWhereNamesAreLookedUpIsReported");
  }

  // ---- answers ----------------------------------------------------------------------------------

  private void answerWrongly(VerifierMode mode) throws Exception {
    verified(mode);
    expectWarning("which means nothing there");
    TestConnection connection =
        new TestConnection()
            .onReceive((flags, data, bytes, accepted) -> STATUS_UNSUCCESSFUL)
            .onDisconnect(flags -> STATUS_PENDING);
    Pair pair = accepted(connection, WSK_EVENT_RECEIVE | WSK_EVENT_DISCONNECT);
    pair.peer().write("abc");
    VerifierReport received = awaitReport();
    assertTells(received, WRONG_STATUS, "REV-12", pair);
    assertThat(received.what()).contains("STATUS_UNSUCCESSFUL");
    assertThat(received.sites().get(0).what()).contains("WskReceiveEvent", "TestConnection");
    assertSites(received, "answered", "acceptByDefault");
    connection.onReceive((flags, data, bytes, accepted) -> STATUS_SUCCESS);
    NtStatus resumed = pair.socket().receive(WskBuf.ofWritable(emptyBuffer(8)), 0, Irp.allocate());
    assertThat(resumed).isEqualTo(STATUS_PENDING);
    pair.peer().shutdownOutput();
    VerifierReport disconnected = awaitReport();
    assertTells(disconnected, WRONG_STATUS, "DIS-06", pair);
    assertSites(disconnected, "answered", "acceptByDefault");
  }

  @Test
  @WskRule("THR-04")
  void aWrongAnswerOfACallbackIsReported() throws Exception {
    answerWrongly(STANDARD);
  }

  @Test
  @WskRule("THR-04")
  void aWrongAnswerHasNobodyToThrowAtWhenStrict() throws Exception {
    answerWrongly(STRICT);
  }

  @Test
  @WskRule("THR-04")
  void aWrongAnswerOfTheAcceptCallbackIsReported() throws Exception {
    verified(STANDARD);
    expectWarning("which means nothing there");
    TestListener listener =
        new TestListener().onAccept((flags, local, remote, socket, out) -> STATUS_UNSUCCESSFUL);
    listen(listener, WSK_EVENT_ACCEPT);
    peerOf(listener.socket());
    VerifierReport report = awaitReport();
    assertTells(report, WRONG_STATUS, "LIS-04", addressOf(listener.socket()));
    assertSites(report, "answered", "aWrongAnswerOfTheAcceptCallbackIsReported");
  }
}
