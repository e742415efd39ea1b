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

package io.zmqspring.benchmarks.side;

import java.io.Closeable;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.LongFunction;
import java.util.stream.Stream;

import org.springframework.context.ConfigurableApplicationContext;

import io.zmqspring.benchmarks.StarterApplication;
import io.zmqspring.listener.ZmqListener;
import io.zmqspring.listener.ZmqWorkHandler;
import io.zmqspring.subscriber.ZmqSubscriber;

/**
 * The payloads that the starter sends, and the handler that receives them.
 */
enum Content {

	/** Bytes, received by an annotated method. */
	BYTES {

		@Override
		LongFunction<Object> writer(int size) {
			return (id) -> Payloads.bytes(size, id);
		}

		@Override
		Object listener(boolean published, Arrivals arrivals) {
			return published ? new BytesListener(arrivals) : new BytesWork(arrivals);
		}

	},

	/** Bytes, received by an annotated method that several threads call. */
	SHARED {

		@Override
		LongFunction<Object> writer(int size) {
			return BYTES.writer(size);
		}

		@Override
		Object listener(boolean published, Arrivals arrivals) {
			return new SharedWork(arrivals);
		}

	},

	/** Bytes, received by a handler that is registered in code. */
	HANDLER {

		@Override
		LongFunction<Object> writer(int size) {
			return BYTES.writer(size);
		}

		@Override
		Object listener(boolean published, Arrivals arrivals) {
			return arrivals;
		}

		@Override
		Closeable receive(Map<String, String> settings, boolean published, Arrivals arrivals, Object... further) {
			Map<String, String> own = new TreeMap<>(settings);
			own.put("zmq.subscribers.bench.auto-startup", "false");
			if (!published) {
				throw new IllegalArgumentException("A worker needs its handler before it starts: use BYTES");
			}
			ConfigurableApplicationContext context = StarterApplication.startWith(own, further);
			ZmqSubscriber subscriber = context.getBean(ZmqSubscriber.class);
			subscriber.addHandler(Load.TOPIC, (topic, payload) -> arrivals.accept(Payloads.id(payload)));
			subscriber.start();
			return context;
		}

	},

	/** Text, received by an annotated method. */
	TEXT {

		@Override
		LongFunction<Object> writer(int size) {
			String filling = Payloads.filling(size);
			return (id) -> Payloads.text(id, filling);
		}

		@Override
		Object listener(boolean published, Arrivals arrivals) {
			return published ? new TextListener(arrivals) : new TextWork(arrivals);
		}

	},

	/** A record as JSON, received by an annotated method. */
	JSON {

		@Override
		LongFunction<Object> writer(int size) {
			String note = Payloads.note(size);
			return (id) -> new Payloads.Reading(id, 0.5, note);
		}

		@Override
		Object listener(boolean published, Arrivals arrivals) {
			return published ? new JsonListener(arrivals) : new JsonWork(arrivals);
		}

	};

	abstract LongFunction<Object> writer(int size);

	abstract Object listener(boolean published, Arrivals arrivals);

	/**
	 * Start an application that receives.
	 * @param settings of the application
	 * @param published whether messages are published, otherwise they are work
	 * @param arrivals records every message
	 * @param further objects that the application has as beans
	 * @return closes the application
	 */
	Closeable receive(Map<String, String> settings, boolean published, Arrivals arrivals, Object... further) {
		return StarterApplication.startWith(settings,
				Stream.concat(Stream.of(listener(published, arrivals)), Stream.of(further)).toArray());
	}

	/**
	 * Receives published bytes.
	 *
	 * @param arrivals records every message
	 */
	record BytesListener(Arrivals arrivals) {

		@ZmqListener(Load.TOPIC)
		void on(byte[] payload) {
			this.arrivals.accept(Payloads.id(payload));
		}

	}

	/**
	 * Receives published text.
	 *
	 * @param arrivals records every message
	 */
	record TextListener(Arrivals arrivals) {

		@ZmqListener(Load.TOPIC)
		void on(String payload) {
			this.arrivals.accept(Payloads.id(payload));
		}

	}

	/**
	 * Receives published objects.
	 *
	 * @param arrivals records every message
	 */
	record JsonListener(Arrivals arrivals) {

		@ZmqListener(Load.TOPIC)
		void on(Payloads.Reading reading) {
			this.arrivals.accept(reading.id());
		}

	}

	/**
	 * Handles work items of bytes.
	 *
	 * @param arrivals records every item
	 */
	record BytesWork(Arrivals arrivals) {

		@ZmqWorkHandler("bench")
		void on(byte[] payload) {
			this.arrivals.accept(Payloads.id(payload));
		}

	}

	/**
	 * Handles work items of bytes on several threads.
	 *
	 * @param arrivals records every item
	 */
	record SharedWork(Arrivals arrivals) {

		@ZmqWorkHandler("bench")
		void on(byte[] payload) {
			this.arrivals.acceptUnordered(Payloads.id(payload));
		}

	}

	/**
	 * Handles work items of text.
	 *
	 * @param arrivals records every item
	 */
	record TextWork(Arrivals arrivals) {

		@ZmqWorkHandler("bench")
		void on(String payload) {
			this.arrivals.accept(Payloads.id(payload));
		}

	}

	/**
	 * Handles work items of objects.
	 *
	 * @param arrivals records every item
	 */
	record JsonWork(Arrivals arrivals) {

		@ZmqWorkHandler("bench")
		void on(Payloads.Reading reading) {
			this.arrivals.accept(reading.id());
		}

	}

}
