/**
 * What a provider's verifier says of a client that breaks the contract: the modes, and the reports.
 * C: Driver Verifier, as far as it watches the use of WSK.
 *
 * <p>A provider that has a verifier documents how it is switched on. A report names the rule, the
 * socket with its addresses, and the places in the client's code that belong together, such as
 * where an indication was released and where it was released again.
 */
@NullMarked
package io.wsk.api.verifier;

import org.jspecify.annotations.NullMarked;
