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

package io.zmqspring.testsupport;

import java.time.Duration;

import org.awaitility.Awaitility;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * Gives every Awaitility condition without a time-out of its own 30 s instead of 10 s,
 * because the machine may be slow, or pause. A condition that throws an exception,
 * because a meter or a connection is not there yet, is evaluated again. JUnit registers
 * it for all tests.
 */
public final class LongAwaits implements BeforeAllCallback {

	private static final Duration TIMEOUT = Duration.ofSeconds(30);

	@Override
	public void beforeAll(ExtensionContext context) {
		Awaitility.setDefaultTimeout(TIMEOUT);
		Awaitility.ignoreExceptionsByDefaultMatching(Exception.class::isInstance);
	}

}
