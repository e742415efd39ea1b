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

package io.zmqspring.scenario.stops;

import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.event.EventListener;

import io.zmqspring.controller.ZmqController;
import io.zmqspring.handler.ZmqDeadLetter;
import io.zmqspring.handler.ZmqDeadLetterHandler;
import io.zmqspring.handler.ZmqErrorHandler;
import io.zmqspring.listener.ZmqListener;
import io.zmqspring.listener.ZmqListenerRegistry;
import io.zmqspring.listener.ZmqResultListener;
import io.zmqspring.listener.ZmqWorkHandler;
import io.zmqspring.message.ZmqException;
import io.zmqspring.message.ZmqMessage;
import io.zmqspring.publisher.ZmqPublisher;
import io.zmqspring.role.ZmqErrorEvent;
import io.zmqspring.subscriber.ZmqSubscriber;
import io.zmqspring.testsupport.EventsApplication;

/**
 * Handlers of every kind, one of which runs an action once. All time-outs are 30 s, so
 * that a thread that waits for itself is noticed.
 */
class EveryHandler implements ZmqErrorHandler, ZmqDeadLetterHandler {

	static final String[] SETTINGS = { "zmq.publishers.out.address=inproc://within",
			"zmq.subscribers.in.address=inproc://within", "zmq.subscribers.in.shutdown-timeout=30s",
			"zmq.subscribers.other.address=inproc://within", "zmq.subscribers.other.shutdown-timeout=30s",
			"zmq.controllers.c.workers.one.push.address=inproc://one",
			"zmq.controllers.c.workers.one.pull.address=inproc://one-results",
			"zmq.controllers.c.workers.ten.push.address=inproc://ten",
			"zmq.controllers.c.workers.ten.pull.address=inproc://ten-results",
			"zmq.controllers.c.workers.dead.push.address=inproc://dead",
			"zmq.controllers.c.workers.dead.pull.address=inproc://dead-results",
			"zmq.controllers.c.workers.dead.delivery=at-least-once",
			"zmq.controllers.c.workers.dead.redelivery-timeout=1ms", "zmq.controllers.c.workers.dead.max-attempts=1",
			"zmq.workers.one.pull.address=inproc://one", "zmq.workers.one.push.address=inproc://one-results",
			"zmq.workers.one.concurrency=1", "zmq.workers.one.shutdown-timeout=30s",
			"zmq.workers.ten.pull.address=inproc://ten", "zmq.workers.ten.push.address=inproc://ten-results",
			"zmq.workers.ten.shutdown-timeout=30s", "zmq.workers.dead.pull.address=inproc://dead",
			"zmq.workers.dead.push.address=inproc://dead-results", "zmq.workers.dead.delivery=at-least-once",
			"zmq.workers.dead.shutdown-timeout=30s" };

	final ConfigurableApplicationContext context;

	private final AtomicBoolean begun = new AtomicBoolean();

	private volatile String place = "";

	private volatile @Nullable Runnable action;

	EveryHandler(ConfigurableApplicationContext context) {
		this.context = context;
	}

	static Stream<String> places() {
		return Stream.of("direct", "lane", "batch", "error-handler", "event", "work-one", "work-ten", "result",
				"dead-letter");
	}

	void run(String where, Runnable what) {
		this.place = "";
		this.begun.set(false);
		this.action = what;
		this.place = where;
		ZmqController controller = this.context.getBean(ZmqController.class);
		switch (where) {
			case "work-one", "result" -> controller.send("one", "{}");
			case "work-ten" -> controller.send("ten", "{}");
			case "dead-letter" -> controller.send("dead", "{}");
			default -> {
				String topic = (where.equals("event") || where.equals("error-handler")) ? "failing" : where;
				ZmqPublisher publisher = this.context.getBean(ZmqPublisher.class);
				EventsApplication.await().until(() -> publisher.hasSubscriber(topic));
				publisher.publish("", topic);
			}
		}
	}

	void change(String change, ZmqSubscriber subscriber) {
		ZmqListenerRegistry registry = this.context.getBean(ZmqListenerRegistry.class);
		switch (change) {
			case "stop" -> subscriber.stop();
			case "pause" -> subscriber.pause();
			case "resume" -> subscriber.resume();
			case "start" -> subscriber.start();
			case "registry" -> registry.all().forEach((listener) -> {
				listener.stop();
				listener.start();
			});
			case "close" -> this.context.close();
			default -> {
				subscriber.stop();
				subscriber.start();
			}
		}
	}

	private void reached(String where) {
		Runnable current = this.action;
		if (current != null && this.place.equals(where) && this.begun.compareAndSet(false, true)) {
			current.run();
		}
	}

	@ZmqListener(topics = "direct", subscriber = "in")
	void direct() {
		reached("direct");
	}

	@ZmqListener(topics = "lane", subscriber = "in", concurrency = "2")
	void lane() {
		reached("lane");
	}

	@ZmqListener(topics = "batch", subscriber = "in")
	void batch(List<String> payloads) {
		reached("batch");
	}

	@ZmqListener(topics = "failing", subscriber = "in")
	void failing() {
		throw new IllegalStateException("wanted");
	}

	@ZmqListener(topics = "unused", subscriber = "other")
	void other() {
	}

	@Override
	public void handle(ZmqMessage message, ZmqException error) {
		reached("error-handler");
	}

	@EventListener
	void on(ZmqErrorEvent event) {
		reached("event");
	}

	@ZmqWorkHandler("one")
	String one(String work) {
		reached("work-one");
		return "{}";
	}

	@ZmqWorkHandler("ten")
	String ten(String work) {
		reached("work-ten");
		return "{}";
	}

	@ZmqWorkHandler("dead")
	String dead(String work) throws InterruptedException {
		new CountDownLatch(1).await(20, TimeUnit.MILLISECONDS);
		throw new IllegalStateException("wanted");
	}

	@ZmqResultListener(controller = "c", worker = "one")
	void result(String result) {
		reached("result");
	}

	@Override
	public void handle(ZmqDeadLetter letter) {
		reached("dead-letter");
	}

}
