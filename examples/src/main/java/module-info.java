/** Services written with Winsock Kernel in userspace, each small enough to read in one sitting. */
module io.wsk.examples {
  requires io.netty.buffer;
  requires io.wsk.api;
  requires io.wsk.netty;
  requires info.picocli;
  requires static org.jspecify;

  // Picocli finds commands and options by reflection.
  opens io.wsk.examples to
      info.picocli;
}
