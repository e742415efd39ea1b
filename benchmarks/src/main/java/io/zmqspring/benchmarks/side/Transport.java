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

import java.util.Arrays;
import java.util.List;

/**
 * How the two ends of a peer are connected.
 */
public enum Transport {

	/** Two processes, by tcp on the loopback interface. */
	TCP,

	/** Two processes, by a Unix domain socket. */
	IPC,

	/** Both ends in one process. */
	INPROC;

	String text() {
		return name().toLowerCase();
	}

	static Transport of(String text) {
		return valueOf(text.toUpperCase());
	}

	static List<String> names() {
		return Arrays.stream(values()).map(Transport::text).toList();
	}

}
