package io.wsk.tck.random;

import io.wsk.nt.NtStatus;
import java.util.BitSet;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * What goes over one connection, in both directions. The peer's bytes are a {@link Pattern} by
 * position. What is sent to the peer is records, one for each send, in the order of calls; a send
 * that is withdrawn leaves a gap in the numbers and in nothing else.
 */
final class Stream {
  private final Connection subject;
  private final long key;

  // The provider's side: what became of each record.
  private final Map<Integer, NtStatus> outcomes = new ConcurrentHashMap<>();

  // The peer's side; read by others once the peer is done.
  private final BitSet arrived = new BitSet();

  Stream(Connection subject, long key) {
    this.subject = subject;
    this.key = key;
  }

  World world() {
    return subject.world();
  }

  Connection subject() {
    return subject;
  }

  long inboundKey() {
    return key;
  }

  long recordKey(int number) {
    return Pattern.mix(~key, number);
  }

  /** A send has been completed. */
  void sent(int number, NtStatus status) {
    outcomes.put(number, status);
  }

  /** All of a record has arrived at the peer. */
  void arrived(int number) {
    arrived.set(number);
  }

  void wrong(String what) {
    subject.finding("the peer received " + what);
  }

  /**
   * Compares both sides when all is over.
   *
   * @param complete whether the peer has seen the graceful end of the stream
   */
  void reconcile(boolean complete) {
    outcomes.forEach(
        (number, status) -> {
          boolean success = status == NtStatus.STATUS_SUCCESS;
          if (success && complete && !arrived.get(number)) {
            wrong("the end of the stream, but not record " + number + ", which was sent");
          }
          if (!success && !subject.mayHaveSentInPart() && arrived.get(number)) {
            wrong("record " + number + ", whose send was completed with " + status);
          }
        });
    world().statistics().count("records that arrived", arrived.cardinality());
    if (complete) {
      world().statistics().count("streams to peers checked to the end");
    }
  }
}
