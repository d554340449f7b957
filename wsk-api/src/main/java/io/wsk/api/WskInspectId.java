package io.wsk.api;

/**
 * Names an incoming connection under inspection. Ids compare by content, so a copy is as good.
 *
 * <p>C: {@code WSK_INSPECT_ID}.
 *
 * @param key which slot the connection has
 * @param serialNumber tells apart connections that have the same slot one after the other
 */
public record WskInspectId(long key, int serialNumber) {}
