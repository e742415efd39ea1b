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
 * Counts the results and logs a line per second. Keeps the last result of each kind. The
 * pools are named as the types of work they take.
 */
class ResultBoard implements ZmqDeadLetterHandler {

	private static final Logger logger = LoggerFactory.getLogger(ResultBoard.class);

	private final Map<String, PoolTally> tallies = new LinkedHashMap<>();

	private final Latest<Thumbnail> thumbnail = new Latest<>();

	private final Latest<Histogram> histogram = new Latest<>();

	ResultBoard(ControllerProperties properties) {
		for (String pool : PictureDispatcher.TYPES) {
			this.tallies.put(pool, new PoolTally(properties.maxOutstanding(), properties.resultTimeout()));
		}
	}

	PoolTally tally(String pool) {
		PoolTally tally = this.tallies.get(pool);
		if (tally == null) {
			throw new IllegalArgumentException("There is no tally of the pool " + pool);
		}
		return tally;
	}

	@ZmqResultListener(worker = "thumbnail")
	void on(Thumbnail result, ZmqMessage message) {
		tally(PictureWork.THUMBNAIL).result(result.workId(), message.payload().length);
		this.thumbnail.set(result);
	}

	@ZmqResultListener(worker = "histogram")
	void on(Histogram result, ZmqMessage message) {
		tally(PictureWork.HISTOGRAM).result(result.workId(), message.payload().length);
		this.histogram.set(result);
	}

	/**
	 * Count a picture that no worker could make anything of: an item of an at-least-once
	 * pool that had all its attempts.
	 */
	@Override
	public void handle(ZmqDeadLetter letter) {
		tally(letter.pool()).giveUp(letter.id());
	}

	@EventListener(ApplicationReadyEvent.class)
	void explain() {
		logger.info("By pool: results and bytes since the line before, time from handing out to result;"
				+ " skipped = pictures not handed out, overdue = no result in time");
	}

	/**
	 * Log the line: where the dashboard is in the same process, just after its line.
	 */
	@Scheduled(fixedRate = 1000, initialDelay = 1600)
	void report() {
		logger.info(this.tallies.entrySet()
			.stream()
			.map((entry) -> entry.getKey() + " " + entry.getValue().drain())
			.collect(Collectors.joining(" | ")));
	}

	Latest<Thumbnail> thumbnail() {
		return this.thumbnail;
	}

	Latest<Histogram> histogram() {
		return this.histogram;
	}

}
