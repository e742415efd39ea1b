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

package io.zmqspring.socket.names;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

import io.zmqspring.settings.Endpoint;
import io.zmqspring.settings.SettingText;

/**
 * A host name of which all addresses are to be connected: its members, and when it is
 * looked up. Without threads and sockets. Not thread-safe.
 *
 * @since 0.1
 */
public final class MultiAddressName {

	private static final Log logger = LogFactory.getLog(MultiAddressName.class);

	private static final Duration SLOW = Duration.ofSeconds(5);

	private static final int MOST_NAMED = 10;

	private final Endpoint endpoint;

	private final boolean ipv6;

	private final LookupSchedule schedule;

	private final MemberSet members;

	private final Set<String> told = new HashSet<>();

	private @Nullable Instant resolvedAt;

	private @Nullable String lastError;

	/**
	 * Create a name without members. It is to be looked up at once.
	 * @param endpoint the configured address
	 * @param interval the time between two look-ups, and the time for which a member is
	 * kept that the name has lost and that is not connected
	 * @param ipv6 whether IPv6 addresses are preferred to IPv4 addresses
	 */
	public MultiAddressName(Endpoint endpoint, Duration interval, boolean ipv6) {
		this.endpoint = endpoint;
		this.ipv6 = ipv6;
		this.schedule = new LookupSchedule(interval);
		this.members = new MemberSet(interval);
	}

	/**
	 * The configured address.
	 * @return an endpoint with a host name
	 */
	public Endpoint endpoint() {
		return this.endpoint;
	}

	/**
	 * Begin the next look-up if it is due and the last one has ended.
	 * @param now the present {@link System#nanoTime()}
	 * @return whether to look the name up
	 */
	public boolean beginLookup(long now) {
		Duration unanswered = this.schedule.unanswered(now);
		if (unanswered.compareTo(SLOW) >= 0) {
			fail("there is no answer for " + unanswered.toSeconds() + "s", null);
		}
		return this.schedule.begin(now);
	}

	/**
	 * The look-up has failed: all members stay.
	 * @param cause the cause
	 * @param now the present {@link System#nanoTime()}
	 */
	public void onFailure(@Nullable Throwable cause, long now) {
		this.schedule.ended(now, !this.members.isEmpty());
		fail(problem(cause), cause);
	}

	private String problem(@Nullable Throwable cause) {
		if (cause instanceof UnknownHostException) {
			return "host '" + this.endpoint.host() + "' does not resolve";
		}
		return (cause != null) ? cause.toString() : "there is no answer";
	}

	private void fail(String error, @Nullable Throwable cause) {
		boolean first = this.lastError == null;
		this.lastError = error;
		if (first) {
			logger.warn("The host '" + this.endpoint.host() + "' of " + this.endpoint + " cannot be looked up: "
					+ ((cause != null) ? cause : error) + ". Its " + this.members.all().size()
					+ " known addresses are kept, and it is looked up again every "
					+ SettingText.of(this.schedule.pause(!this.members.isEmpty())));
		}
	}

	/**
	 * The look-up has succeeded.
	 * @param found the addresses of the name, at least one
	 * @param connected whether a member is connected
	 * @param now the present {@link System#nanoTime()}
	 */
	public void onAnswer(List<InetAddress> found, Predicate<Endpoint> connected, long now) {
		this.schedule.ended(now, true);
		if (this.lastError != null) {
			this.lastError = null;
			logger.info("The host '" + this.endpoint.host() + "' of " + this.endpoint + " is looked up again");
		}
		boolean first = this.resolvedAt == null;
		this.resolvedAt = Instant.now().truncatedTo(ChronoUnit.MILLIS);
		List<Endpoint> gone = new ArrayList<>(this.members.listed());
		List<Endpoint> added = this.members.update(endpoints(found, connected));
		gone.removeIf(this.members::isListed);
		if (!first && !(added.isEmpty() && gone.isEmpty())) {
			logger.info(this.endpoint + " has " + this.members.listed().size() + " addresses now"
					+ named(", new: ", added) + named(", gone: ", gone));
		}
		if (this.members.surplus() > 0 && this.told.add("surplus")) {
			logger.warn(this.endpoint + " has " + this.members.surplus() + " addresses above the limit of "
					+ MemberSet.MOST + ", which are not connected. Use several names with fewer addresses, or a proxy");
		}
	}

	// A host that has addresses of both kinds would be connected twice, and a subscriber
	// would receive each message twice
	private Set<Endpoint> endpoints(List<InetAddress> found, Predicate<Endpoint> connected) {
		boolean kind = members().stream()
			.filter(connected)
			.map(MultiAddressName::isIpv6)
			.findFirst()
			.orElseGet(
					() -> found.stream().anyMatch((address) -> isIpv6(address) == this.ipv6) ? this.ipv6 : !this.ipv6);
		List<InetAddress> chosen = found.stream().filter((address) -> isIpv6(address) == kind).toList();
		if (chosen.size() < found.size() && this.told.add("kinds")) {
			logger.info(this.endpoint + " has IPv4 and IPv6 addresses; only its " + chosen.size()
					+ (kind ? " IPv6" : " IPv4") + " addresses are connected, so that no host is connected twice."
					+ " The key socket.ipv6 chooses the kind");
		}
		return chosen.stream()
			.map((address) -> Endpoint.parse(this.endpoint.at(address), null))
			.collect(Collectors.toCollection(LinkedHashSet::new));
	}

	private static boolean isIpv6(InetAddress address) {
		return address instanceof Inet6Address;
	}

	private static boolean isIpv6(Endpoint member) {
		return member.host().startsWith("[");
	}

	private static String named(String prefix, List<Endpoint> endpoints) {
		if (endpoints.isEmpty()) {
			return "";
		}
		String more = (endpoints.size() > MOST_NAMED) ? " and " + (endpoints.size() - MOST_NAMED) + " more" : "";
		return prefix + endpoints.stream().limit(MOST_NAMED).map(Endpoint::toString).collect(Collectors.joining(", "))
				+ more;
	}

	/**
	 * The members to give up: the name has lost their address, and they have not been
	 * connected for one interval.
	 * @param connected whether a member is connected
	 * @param now the present {@link System#nanoTime()}
	 * @return the members, which stay members until they are {@link #remove removed}
	 */
	public List<Endpoint> unreachable(Predicate<Endpoint> connected, long now) {
		return this.members.unreachable(connected, now);
	}

	/**
	 * A member is connected no more.
	 * @param member the member
	 */
	public void remove(Endpoint member) {
		this.members.remove(member);
	}

	/**
	 * Whether an address is a member, also if the name has lost it.
	 * @param member the address
	 * @return {@code false} if it never was, or was removed
	 */
	public boolean contains(Endpoint member) {
		return this.members.contains(member);
	}

	/**
	 * Whether the name has an address.
	 * @param member the address
	 * @return {@code false} if the last look-up that succeeded has not found it
	 */
	public boolean isListed(Endpoint member) {
		return this.members.isListed(member);
	}

	/**
	 * All members, also those that the name has lost.
	 * @return a copy
	 */
	public List<Endpoint> members() {
		return this.members.all();
	}

	/**
	 * The members whose address the name has lost.
	 * @return a copy
	 */
	public List<Endpoint> leaving() {
		return this.members.leaving();
	}

	/**
	 * The members as messages name them.
	 * @return the first addresses, {@code null} if there is none
	 */
	public @Nullable String shown() {
		List<Endpoint> all = members();
		return all.isEmpty() ? null : named("", all);
	}

	/**
	 * Describe the present state.
	 * @param connected whether a member is connected
	 * @return the state
	 */
	public ResolvedName describe(Predicate<Endpoint> connected) {
		return new ResolvedName(this.endpoint.toString(), texts(this.members.listed().stream()),
				texts(members().stream().filter(connected)), texts(leaving().stream()), this.resolvedAt,
				this.lastError);
	}

	private static List<String> texts(Stream<Endpoint> endpoints) {
		return endpoints.map(Endpoint::toString).toList();
	}

}
