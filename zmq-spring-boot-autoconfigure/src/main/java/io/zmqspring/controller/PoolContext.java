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

package io.zmqspring.controller;

import java.time.Duration;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

import org.jspecify.annotations.Nullable;

import io.zmqspring.handler.ZmqDeadLetterHandler;
import io.zmqspring.message.OutgoingMessage;
import io.zmqspring.message.PayloadCodec;
import io.zmqspring.message.ZmqConfigurationException;
import io.zmqspring.role.runtime.FailureReports;
import io.zmqspring.role.runtime.MessageObservations;
import io.zmqspring.support.PoolThreads;
import io.zmqspring.wire.Correlation;
import io.zmqspring.wire.TypeTopic;

/**
 * What the pools of a controller share.
 *
 * @param controller the controller's name
 * @param sendTimeout the longest time a send waits
 * @param workerTimeout the longest time a request waits
 * @param optionalCorrelation matches results with work, {@code null} without Jackson
 * @param headers whether work and results have headers
 * @param codec reads and writes payloads
 * @param reports counts and reports lost messages
 * @param results the result handlers
 * @param deadLetters receives items without a result after their last attempt
 * @param timer fails requests after their time-out
 * @param stages completes requests
 */
record PoolContext(String controller, Duration sendTimeout, Duration workerTimeout,
		@Nullable Correlation optionalCorrelation, boolean headers, PayloadCodec codec, FailureReports reports,
		ResultRoutes results, ZmqDeadLetterHandler deadLetters, ScheduledExecutorService timer, StageExecutor stages) {

	/**
	 * Return the type of work, by which {@code dispatch} finds the pool.
	 * @param work what a caller passes
	 * @return its type, {@code null} if it has none
	 */
	static @Nullable String type(Object work) {
		if (!OutgoingMessage.isMessage(work)) {
			return TypeTopic.of(work);
		}
		OutgoingMessage outgoing = OutgoingMessage.of(work);
		return (outgoing.topic() != null) ? outgoing.topic() : TypeTopic.of(outgoing.payload());
	}

	/**
	 * Return work as it is sent.
	 * @param work what a caller passes
	 * @return its payload, type and headers
	 * @throws IllegalArgumentException if it has headers that cannot be sent
	 */
	OutgoingMessage outgoing(Object work) {
		OutgoingMessage outgoing = OutgoingMessage.of(work);
		if (!outgoing.headers().isEmpty() && !this.headers) {
			throw new IllegalArgumentException("Controller '" + this.controller
					+ "' sends no headers, but the work has " + outgoing.headers().keySet() + ": set zmq.controllers."
					+ this.controller + ".headers, and headers of its workers, to true, or send the payload alone");
		}
		return outgoing;
	}

	String label(String pool) {
		return "controller-" + this.controller + "-" + pool;
	}

	/**
	 * Create the exception for the use of a pool that lacks a socket.
	 * @param pool the name of the pool
	 * @param consequence what the pool does without it
	 * @param key the key of the socket, such as {@code pull}
	 * @param otherwise what to do instead, with a comma before, or empty
	 * @return the exception
	 */
	ZmqConfigurationException without(String pool, String consequence, String key, String otherwise) {
		return new ZmqConfigurationException(
				"Pool '" + pool + "' of controller '" + this.controller + "' has no " + key + ": " + consequence,
				"Set zmq.controllers." + this.controller + ".workers." + pool + "." + key + ".address" + otherwise);
	}

	MessageObservations observing() {
		return this.reports.observing();
	}

	Correlation correlation() {
		if (this.optionalCorrelation == null) {
			throw new ZmqConfigurationException(
					"Controller '" + this.controller
							+ "' matches results with work by a JSON field, but Jackson is absent",
					"Add spring-boot-starter-jackson, or use send(…) and delivery: at-most-once");
		}
		return this.optionalCorrelation;
	}

	static ScheduledThreadPoolExecutor timer(String name) {
		ScheduledThreadPoolExecutor timer = PoolThreads.scheduler("zmq-controller-" + name + "-timeouts");
		timer.setKeepAliveTime(1, TimeUnit.SECONDS);
		timer.allowCoreThreadTimeOut(true);
		return timer;
	}

}
