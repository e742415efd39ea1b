/*
 * Copyright 2026-present the original author or authors.
 *
 * Licensed under the Apache License, Version 2.0 (the "License");
 * you may not use this file except in compliance with the License.
 * You may obtain a copy of the License at
 *
 *      https://www.apache.org/licenses/LICENSE-2.0
 *
 * Unless required by applicable law or agreed to in writing, software
 * distributed under the License is distributed on an "AS IS" BASIS,
 * WITHOUT WARRANTIES OR CONDITIONS OF ANY KIND, either express or implied.
 * See the License for the specific language governing permissions and
 * limitations under the License.
 */

package io.zmqspring.socket.access;

import java.time.Duration;
import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

import io.zmqspring.security.Authorization;
import io.zmqspring.security.AuthorizationRequest;
import io.zmqspring.security.ZmqAuthorizer;
import io.zmqspring.support.FailureLog;
import io.zmqspring.support.LogThrottle;

/**
 * Asks the authorizers of the application, in their order. They are looked up when the
 * first socket that is a server opens. Thread-safe.
 *
 * @since 0.1
 */
public final class Authorizers {

	private static final Log logger = LogFactory.getLog(Authorizers.class);

	private static final Duration SLOW = Duration.ofMillis(10);

	private static final Duration LOG_INTERVAL = Duration.ofSeconds(10);

	/** No authorizer. */
	public static final Authorizers NONE = none();

	private final FailureLog failures = FailureLog.warnings(logger,
			() -> "A ZmqAuthorizer has thrown an exception, so the peer is denied");

	private final LogThrottle slow = new LogThrottle(LOG_INTERVAL);

	private final BooleanSupplier present;

	private final Supplier<List<ZmqAuthorizer>> lookup;

	private final LongSupplier clock;

	private volatile @Nullable List<ZmqAuthorizer> found;

	/**
	 * Create the authorizers.
	 * @param present returns whether there is one, without creating it
	 * @param lookup returns them in their order
	 */
	public Authorizers(BooleanSupplier present, Supplier<List<ZmqAuthorizer>> lookup) {
		this(present, lookup, System::nanoTime);
	}

	Authorizers(BooleanSupplier present, Supplier<List<ZmqAuthorizer>> lookup, LongSupplier clock) {
		this.present = present;
		this.lookup = lookup;
		this.clock = clock;
	}

	private static Authorizers none() {
		Authorizers none = new Authorizers(() -> false, List::of);
		none.prepare();
		return none;
	}

	/**
	 * Whether there is an authorizer. Creates none.
	 * @return {@code false} if lists decide alone
	 */
	public boolean arePresent() {
		return this.present.getAsBoolean();
	}

	/**
	 * Look the authorizers up. Their creation may take its time, so this must not happen
	 * in an I/O thread.
	 */
	public void prepare() {
		if (this.found == null) {
			this.found = List.copyOf(this.lookup.get());
		}
	}

	/**
	 * Ask the authorizers until one decides. Called by an I/O thread.
	 * @param request who wants to connect
	 * @return the decision, {@code null} if there is none
	 * @throws AuthorizerFailedException if one has thrown an exception, or they were not
	 * looked up
	 */
	@Nullable Authorization ask(AuthorizationRequest request) throws AuthorizerFailedException {
		List<ZmqAuthorizer> all = this.found;
		if (all == null) {
			throw new AuthorizerFailedException();
		}
		for (ZmqAuthorizer authorizer : all) {
			Authorization decision = ask(authorizer, request);
			if (decision != null) {
				return decision;
			}
		}
		return null;
	}

	private @Nullable Authorization ask(ZmqAuthorizer authorizer, AuthorizationRequest request)
			throws AuthorizerFailedException {
		long start = this.clock.getAsLong();
		try {
			return authorizer.authorize(request);
		}
		catch (Throwable ex) {
			// If it left this method, the I/O thread and all its sockets might end
			this.failures.add(ex);
			throw new AuthorizerFailedException();
		}
		finally {
			// An interrupted thread would close the channels that it uses
			Thread.interrupted();
			warnIfSlow(authorizer, this.clock.getAsLong() - start);
		}
	}

	private void warnIfSlow(ZmqAuthorizer authorizer, long nanos) {
		if (nanos >= SLOW.toNanos()) {
			this.slow.log((suffix) -> logger.warn("The ZmqAuthorizer " + authorizer.getClass().getName() + " took "
					+ Duration.ofNanos(nanos).toMillis()
					+ " ms. All sockets of the application waited, because it runs in the I/O thread: let it answer"
					+ " from memory" + suffix));
		}
	}

}
