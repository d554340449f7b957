package io.wsk.tck;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;

/**
 * The names that the host knows as far as a test is concerned. A harness makes the provider ask
 * here instead of the host. It can be slow: while it is held, questions wait for their answer as
 * they would for a name server that is far away.
 */
public final class TestNames {
  /** What has been asked so far, a name or an address in figures, as the questions came. */
  public final LinkedBlockingQueue<String> asked = new LinkedBlockingQueue<>();

  private final Map<String, List<InetAddress>> addresses = new ConcurrentHashMap<>();
  private final Map<InetAddress, String> names = new ConcurrentHashMap<>();
  private volatile CountDownLatch gate = new CountDownLatch(0);

  /** For tests: a name and its addresses, which have this name. */
  public void add(String name, String... inFigures) throws UnknownHostException {
    Map<String, InetAddress> parsed = new LinkedHashMap<>();
    for (String figures : inFigures) {
      parsed.put(figures, InetAddress.getByName(figures));
    }
    addresses.put(name, List.copyOf(parsed.values()));
    parsed.values().forEach(address -> names.put(address, name));
  }

  /** For tests: from now on questions wait. */
  public void hold() {
    gate = new CountDownLatch(1);
  }

  /** For tests: the questions that wait get their answers, and later ones too. */
  public void letGo() {
    gate.countDown();
  }

  /** For providers: the addresses of a name. */
  public List<InetAddress> addressesOf(String name) throws UnknownHostException {
    ask(name);
    List<InetAddress> known = addresses.get(name);
    if (known == null) {
      throw new UnknownHostException(name);
    }
    return known;
  }

  /** For providers: the name of an address, null if it has none. */
  public String nameOf(InetAddress address) {
    ask(address.getHostAddress());
    return names.get(address);
  }

  private void ask(String question) {
    CountDownLatch current = gate;
    asked.add(question);
    boolean interrupted = false;
    while (true) {
      try {
        // Without a limit, and deaf to interrupts, as the host's own resolver is: letGo ends it.
        current.await();
        break;
      } catch (InterruptedException e) {
        interrupted = true;
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }
}
