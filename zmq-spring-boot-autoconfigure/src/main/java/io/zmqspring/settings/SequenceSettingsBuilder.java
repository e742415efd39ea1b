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

package io.zmqspring.settings;

import java.time.Duration;

import org.jspecify.annotations.Nullable;

import io.zmqspring.settings.value.OnTooOld;

/**
 * The settings of a subscriber for messages with a sequence, to be built.
 *
 * @param <B> the type of the builder
 * @since 0.1
 */
public abstract sealed class SequenceSettingsBuilder<B extends SequenceSettingsBuilder<B>>
		extends PubSubSettingsBuilder<B> permits SubscriberSettings.Builder {

	@Nullable Duration maxAge;

	OnTooOld onTooOld = OnTooOld.WARN;

	SubscriberReplaySettings replay = SubscriberReplaySettings.DEFAULTS;

	Duration replayTimeout = Duration.ofSeconds(2);

	SequenceSettingsBuilder() {
		super(false);
	}

	SequenceSettingsBuilder(SubscriberSettings settings) {
		super(settings);
		this.maxAge = settings.maxAge();
		this.onTooOld = settings.onTooOld();
		this.replay = settings.replay();
		this.replayTimeout = settings.replayTimeout();
	}

	public B maxAge(@Nullable Duration maxAge) {
		this.maxAge = maxAge;
		return self();
	}

	public B onTooOld(OnTooOld onTooOld) {
		this.onTooOld = onTooOld;
		return self();
	}

	public B replay(SubscriberReplaySettings replay) {
		this.replay = replay;
		return self();
	}

	public B replayTimeout(Duration replayTimeout) {
		this.replayTimeout = replayTimeout;
		return self();
	}

}
