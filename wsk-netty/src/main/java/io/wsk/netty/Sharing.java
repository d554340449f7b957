package io.wsk.netty;

import io.wsk.api.control.SocketOptions;

/**
 * What a socket has said about its local address before it was bound, and what comes of it for a
 * second one (ADR-01).
 */
enum Sharing {
  /** Nothing. */
  NONE,
  /** {@link SocketOptions#SO_REUSEADDR}. */
  REUSE,
  /** {@link SocketOptions#SO_EXCLUSIVEADDRUSE}. */
  EXCLUSIVE;

  /** What a second bind comes to. */
  enum Verdict {
    /** Bound. */
    OK,
    /** ADDRESS_ALREADY_EXISTS. */
    I,
    /** ACCESS_DENIED. */
    D,
    /** The second socket's owner is checked against the first's security descriptor. */
    CHK
  }

  /** The table of the contract: a row for the first socket, a column for the second. */
  private static final String[] TABLE = {
    // .......... none W, none S, REUSE W, REUSE S, EXCLUSIVE W, EXCLUSIVE S
    /* none W  */ "I      OK      I        OK       I            OK",
    /* none S  */ "CHK    I       CHK      D        D            I",
    /* REUSE W */ "D      OK      OK       OK       D            OK",
    /* REUSE S */ "CHK    D       OK       OK       D            D",
    /* EXCL. W */ "I      I       I        I        I            I",
    /* EXCL. S */ "CHK    I       CHK      I        D            I",
  };

  private static final int SIZE = TABLE.length;
  private static final Verdict[] VERDICTS = parse();

  private static Verdict[] parse() {
    Verdict[] verdicts = new Verdict[SIZE * SIZE];
    for (int row = 0; row < SIZE; row++) {
      String[] cells = TABLE[row].split(" +", -1);
      for (int column = 0; column < SIZE; column++) {
        verdicts[row * SIZE + column] = Verdict.valueOf(cells[column]);
      }
    }
    return verdicts;
  }

  /**
   * What becomes of the bind of a second socket, if the first one's address and its own are the
   * same, or one of them is the wildcard.
   */
  static Verdict of(
      Sharing first, boolean firstIsWildcard, Sharing second, boolean secondIsWildcard) {
    return VERDICTS[index(first, firstIsWildcard) * SIZE + index(second, secondIsWildcard)];
  }

  private static int index(Sharing sharing, boolean wildcard) {
    int specific = wildcard ? 0 : 1;
    return switch (sharing) {
      case NONE -> specific;
      case REUSE -> 2 + specific;
      case EXCLUSIVE -> 4 + specific;
    };
  }
}
