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

package io.zmqspring.socket.access;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

import io.zmqspring.security.Authorization;
import io.zmqspring.security.AuthorizationRequest;
import io.zmqspring.security.CurveKey;
import io.zmqspring.security.DenialReason;
import io.zmqspring.security.ZmqAuthorizer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

/**
 * How the decisions of authorizers and of lists are combined.
 */
@ExtendWith(OutputCaptureExtension.class)
class AccessTests {

	private static final CurveKey KEY = CurveKey.parse("Yne@$w-vo<fVvi]a<NY6T1ed:M$fCG*[IaLV{hID");

	private static final byte[] PASSWORD = "hunter2".getBytes(StandardCharsets.UTF_8);

	private final List<AuthorizationRequest> requests = new ArrayList<>();

	private final AtomicLong time = new AtomicLong();

	private Access access(ZmqAuthorizer... authorizers) {
		Authorizers all = new Authorizers(() -> true, () -> Arrays.asList(authorizers), this.time::get);
		all.prepare();
		return new Access(all, "orders", "publisher", "out");
	}

	private ZmqAuthorizer answering(@Nullable Authorization decision) {
		return (request) -> {
			this.requests.add(request);
			return decision;
		};
	}

	private static Access.Verdict ofKey(Access access, @Nullable String listed) {
		return access.ofKey(KEY, listed, "tcp://192.0.2.1:5555");
	}

	@Test
	void listsDecideWithoutAnAuthorizerAndIfNoneDecides() {
		for (Access access : List.of(access(), access(answering(null), answering(null)))) {
			assertThat(ofKey(access, "pump")).isEqualTo(new Access.Verdict("pump", null));
			assertThat(ofKey(access, null).denial()).isEqualTo(DenialReason.UNKNOWN_CLIENT);
			assertThat(access.ofUser("bob", PASSWORD, true, null)).isEqualTo(new Access.Verdict("bob", null));
			assertThat(access.ofUser("bob", PASSWORD, false, null).denial()).isEqualTo(DenialReason.WRONG_CREDENTIALS);
		}
		assertThat(this.requests).hasSize(8);
	}

	@Test
	void firstDecisionCounts() {
		Access access = access(answering(null), answering(Authorization.granted("valve")),
				answering(Authorization.denied()));
		assertThat(ofKey(access, null)).isEqualTo(new Access.Verdict("valve", null));
		assertThat(this.requests).hasSize(2);
	}

	@Test
	void authorizerDeniesWhomTheListsLetIn() {
		assertThat(ofKey(access(answering(Authorization.denied())), "pump").denial())
			.isEqualTo(DenialReason.NOT_AUTHORIZED);
	}

	@Test
	void peerKeepsItsNameIfTheDecisionNamesNone() {
		Access access = access(answering(Authorization.granted()));
		assertThat(ofKey(access, "pump").user()).isEqualTo("pump");
		assertThat(ofKey(access, null)).isEqualTo(new Access.Verdict(KEY.fingerprint(), null));
		assertThat(access.ofUser("bob", PASSWORD, false, null)).isEqualTo(new Access.Verdict("bob", null));
	}

	@Test
	void requestSaysWhoWantsToConnectToWhat() {
		Access access = access(answering(null));
		ofKey(access, "pump");
		access.ofUser("bob", PASSWORD, false, null);
		assertThat(this.requests.get(0)).isEqualTo(new AuthorizationRequest("orders", "publisher", "out", "pump", true,
				KEY, null, "tcp://192.0.2.1:5555"));
		assertThat(this.requests.get(0).fingerprint()).isEqualTo(KEY.fingerprint());
		assertThat(this.requests.get(0).isCurve()).isTrue();
		assertThat(this.requests.get(1)).returns("bob", AuthorizationRequest::userId)
			.returns(false, AuthorizationRequest::isListed)
			.returns(false, AuthorizationRequest::isCurve)
			.returns(null, AuthorizationRequest::fingerprint)
			.satisfies((request) -> assertThat(request.password()).isEqualTo(PASSWORD));
		assertThat(this.requests.toString()).doesNotContain("hunter2", KEY.z85());
	}

	@Test
	void anythingThrownDeniesAndIsLoggedOnce(CapturedOutput output) {
		List<Throwable> failures = List.of(new IllegalStateException("for the test"), new StackOverflowError(),
				new Exception("checked"));
		for (Throwable failure : failures) {
			Access access = access((request) -> {
				throw AccessTests.<RuntimeException>sneaky(failure);
			}, answering(Authorization.granted()));
			assertThat(ofKey(access, "pump").denial()).isEqualTo(DenialReason.AUTHORIZER_FAILED);
			assertThat(ofKey(access, "pump").denial()).isEqualTo(DenialReason.AUTHORIZER_FAILED);
		}
		assertThat(output.getAll().lines().filter((line) -> line.contains("so the peer is denied")))
			.hasSize(failures.size());
		assertThat(this.requests).isEmpty();
	}

	@SuppressWarnings("unchecked")
	private static <T extends Throwable> T sneaky(Throwable failure) throws T {
		throw (T) failure;
	}

	@Test
	void threadIsNotLeftInterrupted() {
		Access access = access((request) -> {
			Thread.currentThread().interrupt();
			return Authorization.granted();
		});
		assertThat(ofKey(access, null).denial()).isNull();
		assertThat(Thread.currentThread().isInterrupted()).isFalse();
	}

	@Test
	void slowAuthorizerIsReportedOnce(CapturedOutput output) {
		Access access = access((request) -> {
			this.time.addAndGet(Duration.ofMillis(250).toNanos());
			return null;
		}, answering(null));
		ofKey(access, "pump");
		ofKey(access, "pump");
		assertThat(output.getAll().lines().filter((line) -> line.contains("took 250 ms"))).hasSize(1);
	}

	@Test
	void nobodyIsLetInBeforeAuthorizersAreLookedUp() {
		Authorizers all = new Authorizers(() -> true, () -> List.of(answering(null)));
		Access access = new Access(all, "orders", "publisher", "out");
		assertThat(ofKey(access, "pump").denial()).isEqualTo(DenialReason.AUTHORIZER_FAILED);
	}

	@Test
	void decisionWithAnInvalidNameIsRefused() {
		assertThatIllegalArgumentException().isThrownBy(() -> Authorization.granted(" "));
		assertThatIllegalArgumentException().isThrownBy(() -> new Authorization(false, "bob"));
	}

}
