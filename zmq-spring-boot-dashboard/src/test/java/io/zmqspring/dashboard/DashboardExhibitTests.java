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

package io.zmqspring.dashboard;

import java.time.Instant;
import java.util.Optional;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

/**
 * The exhibits of an application.
 */
class DashboardExhibitTests {

	@Test
	void aPathIsRelativeToTheRootOfTheApplication() {
		assertThat(DashboardExhibit.picture("Camera", "/camera/frame", Optional::empty).path())
			.isEqualTo("camera/frame");
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "/", "//host/frame", "http://host/frame", "../frame", "a?b=c", "javascript:x" })
	void aPathOutsideTheApplicationIsRefused(String path) {
		assertThatIllegalArgumentException()
			.isThrownBy(() -> DashboardExhibit.bars("Camera", path, () -> Optional.of(Instant.EPOCH)))
			.withMessageContaining("'Camera'")
			.withMessageContaining("Write for example /camera/frame");
	}

	@Test
	void aTitleIsRequired() {
		assertThatIllegalArgumentException()
			.isThrownBy(() -> DashboardExhibit.toggle(" ", "/line", () -> DashboardExhibit.State.of(true, "")))
			.withMessageContaining("has no title");
	}

}
