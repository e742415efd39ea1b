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

package io.zmqspring.sample.worker;

import java.util.Collection;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.scheduling.annotation.Scheduled;

import io.zmqspring.worker.ZmqWorker;

/**
 * Logs a report every second: the work that this process has done.
 */
class WorkerReport {

	private static final Logger logger = LoggerFactory.getLogger(WorkerReport.class);

	private final Map<String, Long> reported = new TreeMap<>();

	private final Collection<ZmqWorker> workers;

	WorkerReport(Collection<ZmqWorker> workers) {
		this.workers = workers;
	}

	@Scheduled(fixedRate = 1000, initialDelay = 1500)
	void report() {
		logger.info(this.workers.stream().map(this::doneSinceLastReport).sorted().collect(Collectors.joining(" | ")));
	}

	private String doneSinceLastReport(ZmqWorker worker) {
		long done = worker.stats().sent();
		Long before = this.reported.put(worker.name(), done);
		return worker.name() + " " + (done - ((before != null) ? before : 0)) + " done";
	}

}
