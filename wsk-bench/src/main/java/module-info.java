/** Benchmarks and load tools. */
module io.wsk.bench {
  requires io.wsk.netty;
  requires static org.jspecify;
}
