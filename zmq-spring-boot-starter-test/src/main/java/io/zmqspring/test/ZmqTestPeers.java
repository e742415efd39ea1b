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
import java.util.concurrent.Semaphore;

import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.beans.factory.ListableBeanFactory;
import org.springframework.context.SmartLifecycle;

import io.zmqspring.role.ZmqRole;
import io.zmqspring.role.runtime.RoleLifecycle;
import io.zmqspring.test.address.MovedSockets;
import io.zmqspring.test.fault.ClosedSockets;
import io.zmqspring.test.idle.IdleApplication;
import io.zmqspring.test.idle.RunningParts;

/**
 * The programs on the other side of an application's sockets: for each configured
 * subscriber a publisher, for each publisher a subscriber that records, for each pool of
 * a controller a worker, for each worker a controller. They are connected before a test
 * method begins. A bean of tests with {@link AutoConfigureZmqTest}, also a parameter of
 * test methods. Safe for any number of threads.
 *
 * @since 0.1
 */
public final class ZmqTestPeers implements SmartLifecycle, DisposableBean {

	private static final Log logger = LogFactory.getLog(ZmqTestPeers.class);

	private final ListableBeanFactory beanFactory;

	private final MovedSockets sockets;

	private final PeerResources resources;

	private final ZmqFaults faults = new ZmqFaults(this);

	private final IdleApplication.Part part = new IdleApplication.Part(this::roles, this::awaitArrival);

	private final Semaphore test = new Semaphore(1);

	private volatile @Nullable CreatedPeers peers;

	private volatile @Nullable RunningParts parts;

	private volatile boolean running;

	ZmqTestPeers(ListableBeanFactory beanFactory, MovedSockets sockets, MessageLog log) {
		this.beanFactory = beanFactory;
		this.sockets = sockets;
		this.resources = new PeerResources(beanFactory, log);
	}

	/**
	 * The publisher on the other side of a subscriber.
	 * @param subscriber the name of an entry of {@code zmq.subscribers}
	 * @return the publisher, to publish what the application's subscriber receives
	 * @throws IllegalArgumentException if there is no such entry
	 */
	public PublisherPeer publisherFor(String subscriber) {
		return peers().publisher(subscriber);
	}

	/**
	 * The messages that a publisher of the application has sent, except its heartbeats.
	 * @param publisher the name of an entry of {@code zmq.publishers}
	 * @return the live records
	 * @throws IllegalArgumentException if there is no such entry
	 */
	public RecordedMessages subscriberOf(String publisher) {
		return peers().recorded(publisher);
	}

	/**
	 * The worker of a pool.
	 * @param controller the name of an entry of {@code zmq.controllers}
	 * @param pool the name of one of its pools
	 * @return the worker, which receives the work and answers it
	 * @throws IllegalArgumentException if there is no such pool, or if the application
	 * itself has a worker there
	 */
	public WorkerPeer workerFor(String controller, String pool) {
		return peers().worker(controller, pool);
	}

	/**
	 * The controller of a worker.
	 * @param worker the name of an entry of {@code zmq.workers}
	 * @return the controller, which sends work and receives the results
	 * @throws IllegalArgumentException if there is no such entry, or if the application
	 * itself has a controller there
	 */
	public ControllerPeer controllerFor(String worker) {
		return peers().controller(worker);
	}

	/**
	 * The history: all messages between the application and its test peers since the test
	 * method began, in the order in which they were recorded. Published messages, work
	 * and results of the application are recorded when they arrive, those of the test
	 * peers before they are sent. So a message of a test peer comes before the answer of
	 * the application, but messages of different roles of the application may be recorded
	 * in another order than they were sent.
	 * @return the live records
	 */
	public RecordedMessages history() {
		return this.resources.log().all();
	}

	/**
	 * Faults.
	 * @return the faults of this application context
	 */
	public ZmqFaults faults() {
		return this.faults;
	}

	CreatedPeers peers() {
		CreatedPeers created = this.peers;
		if (created == null) {
			throw new IllegalStateException("The test peers start with the roles of the application context");
		}
		return created;
	}

	/**
	 * Prepare for a test method. Waits while another one uses this application context.
	 */
	void beginTest() {
		this.test.acquireUninterruptibly();
		try {
			reset();
			this.parts = RunningParts.of(this.beanFactory);
		}
		catch (RuntimeException | Error ex) {
			this.test.release();
			throw ex;
		}
	}

	void endTest() {
		try {
			restoreParts();
			reset();
		}
		finally {
			this.test.release();
		}
	}

	private void restoreParts() {
		RunningParts running = this.parts;
		this.parts = null;
		if (running != null && this.running) {
			running.restore();
		}
	}

	private void reset() {
		endFaults();
		this.resources.failures().clear();
		// With the answers of the test, which handlers may be waiting for
		List<String> busy = this.resources.log().idle().await();
		if (!busy.isEmpty()) {
			logger.warn("A test method has ended while " + String.join(", ", busy)
					+ " is still handling what it has received: the next one may see its messages");
		}
		peers().all().forEach(TestPeer::clear);
		history().clear();
	}

	private void awaitArrival() {
		CreatedPeers created = this.peers;
		if (created != null) {
			created.all().forEach(TestPeer::awaitArrival);
		}
	}

	private List<ZmqRole> roles() {
		List<ZmqRole> roles = new ArrayList<>();
		CreatedPeers created = this.peers;
		if (created != null && this.running) {
			roles.addAll(this.beanFactory.getBeansOfType(ZmqRole.class).values());
			created.all().forEach((peer) -> roles.add(peer.role()));
		}
		return roles;
	}

	void awaitClosedSockets() {
		ClosedSockets.await(this.resources.context());
	}

	void endFaults() {
		peers().endPublishFaults();
		peers().all().forEach(TestPeer::endFaults);
		if (this.running) {
			peers().all().forEach(TestPeer::start);
			peers().all().forEach(TestPeer::awaitConnection);
		}
	}

	@Override
	public void start() {
		if (this.peers == null) {
			this.peers = new CreatedPeers(this.beanFactory, this.sockets, this.resources);
		}
		peers().all().forEach(TestPeer::start);
		this.running = true;
		this.resources.log().idle().add(this.part);
	}

	@Override
	public void stop() {
		this.running = false;
		this.resources.log().idle().remove(this.part);
		CreatedPeers created = this.peers;
		if (created != null) {
			created.all().forEach(TestPeer::stop);
		}
		this.resources.stop();
	}

	@Override
	public boolean isRunning() {
		return this.running;
	}

	/**
	 * Before the roles start and after they have stopped, so that nothing is missed.
	 */
	@Override
	public int getPhase() {
		return RoleLifecycle.OUTBOUND_PHASE - 1;
	}

	@Override
	public void destroy() {
		stop();
		CreatedPeers created = this.peers;
		if (created != null) {
			created.all().forEach(TestPeer::close);
		}
	}

	@Override
	public String toString() {
		return "Test peers: " + this.peers;
	}

}
