package io.zmqspring.sample.live;

import java.util.Comparator;
import java.util.List;
import java.util.function.Supplier;

import io.micrometer.core.instrument.MeterRegistry;
import io.zmqspring.role.ZmqRole;
import tools.jackson.databind.json.JsonMapper;

/**
 * Makes snapshots, as JSON.
 */
class Snapshots implements Supplier<String> {

	private static final List<String> ORDER = List.of("publisher", "subscriber", "controller", "worker");

	private final String application;

	private final List<ZmqRole> roles;

	private final List<Exhibit> exhibits;

	private final MeterRegistry meters;

	private final JsonMapper json;

	Snapshots(String application, List<ZmqRole> roles, List<Exhibit> exhibits, MeterRegistry meters, JsonMapper json) {
		this.application = application;
		this.roles = roles.stream()
			.sorted(Comparator.<ZmqRole>comparingInt((role) -> ORDER.indexOf(role.role())).thenComparing(ZmqRole::name))
			.toList();
		this.exhibits = exhibits;
		this.meters = meters;
		this.json = json;
	}

	@Override
	public String get() {
		return this.json.writeValueAsString(new LiveSnapshot(this.application, System.currentTimeMillis(),
				this.roles.stream().map(LiveRole::of).toList(), HandlerTimes.of(this.meters),
				this.exhibits.stream().map(LiveSnapshot.Shown::of).toList()));
	}

}
