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

package io.zmqspring.sample.controller;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.event.EventListener;
import org.springframework.scheduling.annotation.Scheduled;

import io.zmqspring.handler.ZmqDeadLetter;
import io.zmqspring.handler.ZmqDeadLetterHandler;
import io.zmqspring.listener.ZmqResultListener;
import io.zmqspring.message.ZmqMessage;
import io.zmqspring.sample.Histogram;
import io.zmqspring.sample.Latest;
import io.zmqspring.sample.PictureWork;
import io.zmqspring.sample.Thumbnail;

/**
 * Counts the results, logs a report every second, and stores the latest result of each
 * type. Each pool has the name of its type of work.
 */
class ResultCollector implements ZmqDeadLetterHandler {

	private static final Logger logger = LoggerFactory.getLogger(ResultCollector.class);

	private final Map<String, PoolCounter> counters = new LinkedHashMap<>();

	private final Latest<Thumbnail> thumbnail = new Latest<>();

	private final Latest<Histogram> histogram = new Latest<>();

	ResultCollector(ControllerProperties properties) {
		for (String pool : PictureDispatcher.TYPES) {
			this.counters.put(pool, new PoolCounter(properties.maxOutstanding(), properties.resultTimeout()));
		}
	}

	PoolCounter counter(String pool) {
		PoolCounter counter = this.counters.get(pool);
		if (counter == null) {
			throw new IllegalArgumentException("There is no counter for the pool " + pool);
		}
		return counter;
	}

	@ZmqResultListener(worker = "thumbnail")
	void on(Thumbnail result, ZmqMessage message) {
		counter(PictureWork.THUMBNAIL).result(result.workId(), message.payload().length);
		this.thumbnail.set(result);
	}

	@ZmqResultListener(worker = "histogram")
	void on(Histogram result, ZmqMessage message) {
		counter(PictureWork.HISTOGRAM).result(result.workId(), message.payload().length);
		this.histogram.set(result);
	}

	/**
	 * Count a picture of the at-least-once pool whose last delivery attempt has failed.
	 * @param letter the work that was not processed
	 */
	@Override
	public void handle(ZmqDeadLetter letter) {
		counter(letter.pool()).deadLetter(letter.id());
	}

	@EventListener(ApplicationReadyEvent.class)
	void logLegend() {
		logger.info("Per pool: results and bytes since the previous line, mean time from sending to result;"
				+ " skipped = pictures not sent to workers, overdue = no result in time");
	}

	/**
	 * Log the report. The initial delay places it after the report of a dashboard in the
	 * same process.
	 */
	@Scheduled(fixedRate = 1000, initialDelay = 1600)
	void report() {
		logger.info(this.counters.entrySet()
			.stream()
			.map((entry) -> entry.getKey() + " " + entry.getValue().reportAndReset())
			.collect(Collectors.joining(" | ")));
	}

	Latest<Thumbnail> thumbnail() {
		return this.thumbnail;
	}

	Latest<Histogram> histogram() {
		return this.histogram;
	}

}
