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

package io.zmqspring.test;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ListableBeanFactory;

import io.zmqspring.controller.ZmqController;
import io.zmqspring.publisher.ZmqPublisher;
import io.zmqspring.subscriber.ZmqSubscriber;
import io.zmqspring.test.address.MovedSockets;
import io.zmqspring.test.address.PeerPlace;
import io.zmqspring.test.fault.PublishFaults;
import io.zmqspring.worker.ZmqWorker;

/**
 * The test peers of one application context, by the names of the application's roles.
 */
final class CreatedPeers {

	private final Map<String, PublisherPeer> publishers = new TreeMap<>();

	private final Map<String, PublisherRecorder> recorders = new TreeMap<>();

	private final Map<String, PublishFaults> publishFaults = new TreeMap<>();

	private final Map<String, Map<String, WorkerPeer>> workers = new TreeMap<>();

	private final Map<String, ControllerPeer> controllers = new TreeMap<>();

	// Why a socket has no peer, by its key
	private final Map<String, String> taken = new TreeMap<>();

	private final MovedSockets sockets;

	private final PeerResources resources;

	CreatedPeers(ListableBeanFactory beanFactory, MovedSockets sockets, PeerResources resources) {
		this.sockets = sockets;
		this.resources = resources;
		beanFactory.getBeansOfType(ZmqSubscriber.class).values().forEach((subscriber) -> {
			resources.failures().add(subscriber);
			PeerPlace place = place("subscribers." + subscriber.name());
			if (place != null) {
				this.publishers.put(subscriber.name(), new PublisherPeer(subscriber, place, this.resources));
			}
		});
		beanFactory.getBeansOfType(ZmqPublisher.class).values().forEach((publisher) -> {
			PeerPlace place = place("publishers." + publisher.name());
			if (place != null) {
				this.recorders.put(publisher.name(), new PublisherRecorder(publisher, place, this.resources));
				this.publishFaults.put(publisher.name(), new PublishFaults(publisher));
			}
		});
		beanFactory.getBeansOfType(ZmqWorker.class).values().forEach((worker) -> {
			PeerPlace pull = place("workers." + worker.name() + ".pull");
			PeerPlace push = place("workers." + worker.name() + ".push");
			if (pull != null && (push != null || worker.settings().push() == null)) {
				this.controllers.put(worker.name(), new ControllerPeer(worker, pull, push, this.resources));
			}
		});
		beanFactory.getBeansOfType(ZmqController.class).values().forEach(this::createWorkers);
	}

	private void createWorkers(ZmqController controller) {
		controller.settings().workers().keySet().forEach((pool) -> {
			String key = "controllers." + controller.name() + ".workers." + pool;
			PeerPlace push = place(key + ".push");
			PeerPlace pull = place(key + ".pull");
			boolean sendsWork = controller.settings().workers().get(pool).push() != null;
			if (sendsWork ? push != null : pull != null) {
				this.workers.computeIfAbsent(controller.name(), (name) -> new TreeMap<>())
					.put(pool, new WorkerPeer(controller, pool, push, pull, this.resources));
			}
		});
	}

	private @Nullable PeerPlace place(String key) {
		PeerPlace place = this.sockets.peerOf(key);
		if (place != null && place.taken() != null) {
			this.taken.put(key, place.taken());
			return null;
		}
		return place;
	}

	PublisherPeer publisher(String subscriber) {
		return find(this.publishers, "subscribers", subscriber, "");
	}

	RecordedMessages recorded(String publisher) {
		return find(this.recorders, "publishers", publisher, "").recorded();
	}

	WorkerPeer worker(String controller, String pool) {
		return find(this.workers.getOrDefault(controller, Map.of()), "controllers." + controller + ".workers", pool,
				".push");
	}

	ControllerPeer controller(String worker) {
		return find(this.controllers, "workers", worker, ".push");
	}

	boolean hasPublisher(String name) {
		return this.publishFaults.containsKey(name);
	}

	PublishFaults faults(String publisher) {
		return find(this.publishFaults, "publishers", publisher, "");
	}

	void endPublishFaults() {
		this.publishFaults.values().forEach(PublishFaults::clear);
	}

	private <T> T find(Map<String, T> peers, String section, String name, String socket) {
		T peer = peers.get(name);
		if (peer == null) {
			String owner = this.taken.get(section + "." + name + socket);
			throw new IllegalArgumentException((owner != null)
					? "zmq." + section + "." + name + " has no test peer, because " + owner
							+ " of the application is at the other end. Use that role in the test"
					: "zmq." + section + "." + name + " has no test peer. Test peers: " + this);
		}
		return peer;
	}

	List<TestPeer> of(String name) {
		return Stream
			.concat(Stream.of(this.publishers, this.recorders, this.controllers).map((peers) -> peers.get(name)),
					this.workers.getOrDefault(name, Map.of()).values().stream())
			.filter(TestPeer.class::isInstance)
			.map(TestPeer.class::cast)
			.toList();
	}

	List<TestPeer> all() {
		List<TestPeer> all = new ArrayList<>(this.publishers.values());
		all.addAll(this.recorders.values());
		all.addAll(this.controllers.values());
		this.workers.values().forEach((pools) -> all.addAll(pools.values()));
		return all;
	}

	@Override
	public String toString() {
		return "publishers for the subscribers " + this.publishers.keySet() + ", subscribers of the publishers "
				+ this.recorders.keySet() + ", workers for the pools "
				+ this.workers.entrySet()
					.stream()
					.flatMap((of) -> of.getValue().keySet().stream().map((pool) -> of.getKey() + "." + pool))
					.collect(Collectors.joining(", ", "[", "]"))
				+ ", controllers for the workers " + this.controllers.keySet();
	}

}
