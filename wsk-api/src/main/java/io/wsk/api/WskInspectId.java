package io.wsk.api;

/**
 * Names an incoming connection under inspection. Ids compare by content, so a copy is as good.
 *
 * <p>C: {@code WSK_INSPECT_ID}.
 *
 * @param key a number of the provider's; means something together with the other one only
 * @param serialNumber tells apart connections that have the same key
 */
public record WskInspectId(long key, int serialNumber) {}
