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

package io.zmqspring.support;

import org.apache.commons.logging.LogFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

import io.zmqspring.testsupport.UnloggableError;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The log of failures that a thread survives.
 */
@ExtendWith(OutputCaptureExtension.class)
class FailureLogTests {

	private final FailureLog failures = FailureLog.warnings(LogFactory.getLog(FailureLogTests.class),
			() -> "Something has failed");

	@Test
	void failureThatCannotBeLoggedIsCountedInTheNextLine(CapturedOutput output) {
		this.failures.add(new UnloggableError());
		this.failures.add(new UnloggableError());
		this.failures.add(new IllegalStateException("loggable"), new IllegalArgumentException("handled"));
		this.failures.add(new IllegalStateException("suppressed"));
		assertThat(output)
			.contains(
					"Something has failed: java.lang.IllegalArgumentException: handled (2 more since the last report)")
			.contains("loggable")
			.doesNotContain("suppressed");
	}

}
