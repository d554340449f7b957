/**
 * A seeded driver that makes random calls, legal and illegal, on a provider, and checks what must
 * hold whatever is called: see {@link io.wsk.tck.random.RandomDriver}.
 *
 * <p>Who acts: a few <em>actors</em>, each a thread with a random generator of its own, make calls
 * on <em>subjects</em>, the sockets under test; one thread plays all <em>peers</em>, plain
 * non-blocking sockets; and the provider's event loops run callbacks and completion routines, which
 * make calls too. What a subject may be asked by several of them at once is kept in volatile fields
 * or concurrent collections; what only its event loop touches (the position in the incoming stream)
 * is plain.
 *
 * <p>Checks that race with the provider are made so that they can only err on the lenient side: a
 * flag that says that something was begun is set before the call, one that says that it was done
 * after it.
 */
package io.wsk.tck.random;
