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

package io.zmqspring.dashboard;

import java.time.Duration;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.function.Supplier;

import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

import io.zmqspring.autoconfigure.ZmqProperties;
import io.zmqspring.autoconfigure.actuate.RoleBean;
import io.zmqspring.autoconfigure.actuate.RoleBeans;
import io.zmqspring.subscriber.ZmqSubscriber;
import io.zmqspring.support.LogThrottle;

/**
 * Creates the snapshots for the page, as JSON. Browsers that ask at about the same time
 * get the same snapshot, so that their number does not matter. Without a request it does
 * nothing. Thread-safe.
 */
class SnapshotSource implements Supplier<String> {

	private static final Log logger = LogFactory.getLog(SnapshotSource.class);

	private static final LogThrottle UNREADABLE = new LogThrottle(Duration.ofSeconds(10));

	private static final List<String> ORDER_OF_ROLES = List.of("publisher", "subscriber", "controller", "worker");

	// Not that of the application, which may write other names
	private final JsonMapper json = JsonMapper.builder().build();

	private final String application;

	private final Duration interval;

	private final String root;

	private final RoleBeans roles;

	private final DeniedPeers denied;

	private final List<DashboardExhibit> exhibits;

	private final @Nullable DashboardMeters meters;

	private @Nullable String latest;

	private long createdNanos;

	SnapshotSource(String application, ZmqProperties.Dashboard settings, RoleBeans roles, DeniedPeers denied,
			List<DashboardExhibit> exhibits, @Nullable DashboardMeters meters) {
		this.application = application;
		this.interval = settings.interval();
		this.root = rootFrom(settings.path());
		this.roles = roles;
		this.denied = denied;
		this.exhibits = exhibits;
		this.meters = meters;
	}

	// From the directory of the files: /zmq/ for the path /zmq
	private static String rootFrom(String path) {
		long levels = path.equals("/") ? 0 : path.chars().filter((character) -> character == '/').count();
		return "./" + "../".repeat((int) levels);
	}

	/**
	 * Whether the page has switches of the application.
	 * @return {@code true} if it has
	 */
	boolean hasSwitches() {
		return this.exhibits.stream().anyMatch((exhibit) -> exhibit.kind() == DashboardExhibit.Kind.SWITCH);
	}

	@Override
	public synchronized String get() {
		long now = System.nanoTime();
		String shown = this.latest;
		if (shown == null || now - this.createdNanos >= this.interval.toNanos() / 2) {
			shown = this.json.writeValueAsString(create());
			this.latest = shown;
			this.createdNanos = now;
		}
		return shown;
	}

	private DashboardSnapshot create() {
		Collection<RoleBean> beans = this.roles.all();
		List<DashboardRole> all = beans.stream()
			.map(this::role)
			.sorted(Comparator.comparingInt(SnapshotSource::place)
				.thenComparing(DashboardRole::role)
				.thenComparing(DashboardRole::name))
			.toList();
		List<DeniedPeer> peers = this.denied.recent();
		boolean secured = !peers.isEmpty() || all.stream().anyMatch(DashboardRole::secured);
		return new DashboardSnapshot(this.application, System.currentTimeMillis(), this.interval.toMillis(), this.root,
				all, numbered(beans), (this.meters != null) ? this.meters.handlers() : List.of(),
				this.exhibits.stream().map(this::exhibit).toList(), secured ? peers : null);
	}

	// Kinds that are not known here come last
	private static int place(DashboardRole role) {
		int place = ORDER_OF_ROLES.indexOf(role.role());
		return (place >= 0) ? place : ORDER_OF_ROLES.size();
	}

	private DashboardRole role(RoleBean bean) {
		try {
			return DashboardRole.of(bean);
		}
		catch (RuntimeException ex) {
			return unreadable("The role " + bean.kind() + " " + bean.name(), ex, DashboardRole.unreadable(bean));
		}
	}

	private List<NumberedMessages> numbered(Collection<RoleBean> beans) {
		return beans.stream()
			.map(this::numbered)
			.filter(Objects::nonNull)
			.sorted(Comparator.comparing((messages) -> messages.replay().isEmpty()))
			.toList();
	}

	private @Nullable NumberedMessages numbered(RoleBean bean) {
		if (!(bean.role() instanceof ZmqSubscriber subscriber)) {
			return null;
		}
		try {
			return NumberedMessages.of(bean.name(), subscriber,
					(this.meters != null) ? this.meters.ages(subscriber.name()) : null);
		}
		catch (RuntimeException ex) {
			return unreadable("The subscriber " + bean.name(), ex, null);
		}
	}

	private DashboardSnapshot.Exhibit exhibit(DashboardExhibit exhibit) {
		try {
			return DashboardSnapshot.Exhibit.of(exhibit, exhibit.state().get());
		}
		catch (RuntimeException ex) {
			DashboardExhibit.State unknown = DashboardExhibit.State.of(false,
					"Its state could not be read; the log has the reason.");
			return DashboardSnapshot.Exhibit.of(exhibit,
					unreadable("The exhibit '" + exhibit.title() + "' of the dashboard", ex, unknown));
		}
	}

	private static <T extends @Nullable Object> T unreadable(String what, RuntimeException ex, T replacement) {
		UNREADABLE.log((suffix) -> logger.warn(what + " could not be read" + suffix, ex));
		return replacement;
	}

}
