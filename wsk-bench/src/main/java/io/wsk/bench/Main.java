package io.wsk.bench;

/** Entry point of the runnable jar. */
public final class Main {
  private Main() {}

  /**
   * Prints the name of the program.
   *
   * @param args the command line, not used
   */
  public static void main(String[] args) {
    System.out.println("wsk-bench");
  }
}
