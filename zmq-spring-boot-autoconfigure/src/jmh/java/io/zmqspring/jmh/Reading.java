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

package io.zmqspring.jmh;

/**
 * A small message as a record: about 64 bytes of JSON.
 *
 * @param sensor the name of the sensor
 * @param sequence the number of the message
 * @param celsius the measured temperature
 * @param ok whether the value is reliable
 */
public record Reading(String sensor, long sequence, double celsius, boolean ok) {

	/** A sample. */
	public static final Reading SAMPLE = new Reading("north", 1_234_567, 21.5, true);

}
