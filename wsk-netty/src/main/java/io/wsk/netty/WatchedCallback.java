package io.wsk.netty;

import io.wsk.api.verifier.CallSite;

/**
 * A client's callback that the verifier watches.
 *
 * @param socket whose it is
 * @param event its type in C, and the member of the dispatch
 * @param type the class that it is written in
 * @param given where the socket got its dispatch
 */
record WatchedCallback(SocketBase socket, String event, Class<?> type, CallSite given) {
  /** For a member of a dispatch. A lambda or method reference is told by the class it stands in. */
  static WatchedCallback of(SocketBase socket, String event, Object member, CallSite given) {
    return new WatchedCallback(socket, event, member.getClass().getNestHost(), given);
  }

  @Override
  public String toString() {
    return event + " of class " + type.getName();
  }

  /** The site that stands for the callback as a whole, once it is not on the stack any more. */
  CallSite site(String what) {
    return new CallSite(
        what + " by " + this + ", whose dispatch was given", given.thread(), given.frames());
  }
}
