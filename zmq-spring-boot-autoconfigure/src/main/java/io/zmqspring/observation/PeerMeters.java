package io.zmqspring.observation;

import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import io.zmqspring.role.ZmqPeer;
import io.zmqspring.role.ZmqSubscriber;

import org.springframework.beans.factory.DisposableBean;
import org.springframework.beans.factory.ObjectProvider;

/**
 * Shows how many services are silent: a gauge {@code zmq.peers.silent} per subscriber
 * with {@code expect-heartbeat-within}, taken away when the application ends. Safe for
 * any thread.
 */
public final class PeerMeters implements MeterBinder, DisposableBean {

	private final Map<MeterRegistry, List<Meter>> bound = new ConcurrentHashMap<>();

	private final ObjectProvider<ZmqSubscriber> subscribers;

	public PeerMeters(ObjectProvider<ZmqSubscriber> subscribers) {
		this.subscribers = subscribers;
	}

	@Override
	public void bindTo(MeterRegistry registry) {
		List<Meter> meters = this.bound.computeIfAbsent(registry, (key) -> new CopyOnWriteArrayList<>());
		this.subscribers.stream()
			.filter((subscriber) -> subscriber.settings().expectHeartbeatWithin() != null)
			.map((subscriber) -> register(subscriber, registry))
			.forEach(meters::add);
	}

	private static Meter register(ZmqSubscriber subscriber, MeterRegistry registry) {
		return Gauge.builder("zmq.peers.silent", subscriber, PeerMeters::countSilent)
			.description("Services whose heartbeat has not been heard within expect-heartbeat-within")
			.tags("role", subscriber.role(), "name", subscriber.name())
			.register(registry);
	}

	private static double countSilent(ZmqSubscriber subscriber) {
		return subscriber.peers().stream().filter(ZmqPeer::silent).count();
	}

	@Override
	public void destroy() {
		this.bound.forEach((registry, meters) -> meters.forEach(registry::remove));
		this.bound.clear();
	}

}
