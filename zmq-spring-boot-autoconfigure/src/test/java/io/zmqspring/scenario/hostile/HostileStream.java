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

package io.zmqspring.scenario.hostile;

import java.io.IOException;
import java.util.List;
import java.util.function.Supplier;

import io.zmqspring.testsupport.RawConnection;

/**
 * The actions of one hostile peer from its first byte to its last.
 *
 * @param seed the seed that generates this stream
 * @param description the kind of stream, for the message of a failure
 * @param steps the actions
 * @param staysOpen whether the peer keeps its connection open afterwards, without reading
 * @param evidence returns what the peer should not have got, empty if there is nothing
 */
record HostileStream(long seed, String description, List<StreamStep> steps, boolean staysOpen,
		Supplier<String> evidence) {

	HostileStream(long seed, String description, List<StreamStep> steps, boolean staysOpen) {
		this(seed, description, steps, staysOpen, () -> "");
	}

	/**
	 * Execute the steps.
	 * @param connection the connection, closed afterwards unless it stays open
	 * @throws IOException if closing fails
	 */
	void play(RawConnection connection) throws IOException {
		try {
			for (StreamStep step : this.steps) {
				step.play(connection);
			}
		}
		catch (IOException ex) {
			// The target has closed the connection, as it should
		}
		if (!this.staysOpen) {
			connection.close();
		}
	}

	@Override
	public String toString() {
		return "stream " + this.seed + " (" + this.description + ")";
	}

}
