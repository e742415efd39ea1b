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

package io.zmqspring.sample;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandler;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.Arrays;

import javax.imageio.ImageIO;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.core.env.Environment;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import io.zmqspring.publisher.ZmqPublisher;
import io.zmqspring.sample.line.LossyLine;
import io.zmqspring.subscriber.ZmqPeer;
import io.zmqspring.subscriber.ZmqSubscriber;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * The application without a profile: camera, dashboard, controller and workers in one
 * process.
 */
@SpringBootTest(webEnvironment = WebEnvironment.RANDOM_PORT)
@ExtendWith(OutputCaptureExtension.class)
class DefaultApplicationTests {

	private final HttpClient client = HttpClient.newHttpClient();

	private final Environment environment;

	private final ZmqPublisher cameraPublisher;

	private final ZmqPublisher dashboardPublisher;

	private final ZmqSubscriber dashboardSubscriber;

	private final LossyLine line;

	private final Topics topics;

	private final JsonMapper json;

	@Autowired
	DefaultApplicationTests(Environment environment, ZmqPublisher cameraPublisher, ZmqPublisher dashboardPublisher,
			ZmqSubscriber dashboardSubscriber, LossyLine line, Topics topics, JsonMapper json) {
		this.environment = environment;
		this.cameraPublisher = cameraPublisher;
		this.dashboardPublisher = dashboardPublisher;
		this.dashboardSubscriber = dashboardSubscriber;
		this.line = line;
		this.topics = topics;
		this.json = json;
	}

	@Test
	void dashboardCountsFramesHeartbeatsAndTelemetry(CapturedOutput output) {
		await().untilAsserted(() -> assertThat(output).containsPattern("camera\\.frame [1-9]\\d* msg .* kB age .* ms"
				+ " \\| camera\\.heartbeat \\d+ msg .* \\| host\\.telemetry \\d+ msg "));
	}

	@Test
	void dashboardReceivesHeartbeatsOfTheCamera() {
		await().untilAsserted(() -> assertThat(this.dashboardSubscriber.peers()).singleElement()
			.returns("sample-app", ZmqPeer::service)
			.returns(false, ZmqPeer::silent));
	}

	@Test
	void healthIsUp() throws Exception {
		HttpResponse<String> response = send(HttpRequest.newBuilder(uri("/actuator/health")), BodyHandlers.ofString());
		assertThat(response.statusCode()).isEqualTo(200);
		assertThat(response.body()).contains("\"status\":\"UP\"").doesNotContain("DOWN");
	}

	@Test
	void endpointShowsEveryRole() throws Exception {
		HttpResponse<String> response = send(HttpRequest.newBuilder(uri("/actuator/zmq")), BodyHandlers.ofString());
		assertThat(response.statusCode()).isEqualTo(200);
		JsonNode zmq = this.json.readTree(response.body());
		assertThat(zmq.at("/publishers").propertyNames()).containsExactlyInAnyOrder("camera", "dashboard");
		assertThat(zmq.at("/controllers/pictures/state").asString()).isEqualTo("RUNNING");
		assertThat(zmq.at("/listeners")).isNotEmpty();
	}

	@Test
	void latestPictureIsServedAsJpeg() {
		await().untilAsserted(() -> {
			HttpResponse<byte[]> response = send(HttpRequest.newBuilder(uri("/camera/frame")),
					BodyHandlers.ofByteArray());
			assertThat(response.headers().firstValue("content-type")).hasValue("image/jpeg");
			assertThat(ImageIO.read(new ByteArrayInputStream(response.body())).getWidth()).isEqualTo(640);
		});
	}

	@Test
	void controllerCountsResultsOfBothPools(CapturedOutput output) {
		await().untilAsserted(() -> assertThat(output).containsPattern(
				"thumbnail [1-9]\\d* results .* kB \\d+ ms.* \\| histogram [1-9]\\d* results .* kB \\d+ ms"));
	}

	@Test
	void latestThumbnailIsServedAsJpeg() {
		await().untilAsserted(() -> {
			HttpResponse<byte[]> response = send(HttpRequest.newBuilder(uri("/thumbnail")), BodyHandlers.ofByteArray());
			assertThat(response.headers().firstValue("content-type")).hasValue("image/jpeg");
			assertThat(ImageIO.read(new ByteArrayInputStream(response.body())).getWidth()).isEqualTo(160);
		});
	}

	@Test
	void latestHistogramCountsThePixelsOfAPicture() {
		await().untilAsserted(() -> {
			HttpResponse<String> response = send(HttpRequest.newBuilder(uri("/histogram")), BodyHandlers.ofString());
			Histogram histogram = this.json.readValue(response.body(), Histogram.class);
			assertThat(Arrays.stream(histogram.pixels()).sum()).isEqualTo(640 * 480);
		});
	}

	@Test
	void commandSentOverHttpReachesTheCamera(CapturedOutput output) {
		await().untilAsserted(() -> assertThat(postFps(20).statusCode()).isEqualTo(202));
		await().untilAsserted(() -> assertThat(output).contains("The camera now takes 20 pictures per second"));
	}

	@Test
	void invalidCommandDoesNotAffectTheCamera(CapturedOutput output) {
		await().untilAsserted(() -> assertThat(postFps(20).statusCode()).isEqualTo(202));
		this.dashboardPublisher.publish("{\"fps\": 0}", this.topics.command());
		await().untilAsserted(() -> assertThat(output).contains("fps is 0, but must be from 1 to 50"));
		await().untilAsserted(() -> {
			postFps(21);
			assertThat(output).contains("The camera now takes 21 pictures per second");
		});
	}

	@Test
	void commandOutOfRangeIsRefused() throws Exception {
		HttpResponse<String> response = postFps(51);
		assertThat(response.statusCode()).isEqualTo(400);
		assertThat(response.body()).contains("fps is 51, but must be from 1 to 50");
	}

	@Test
	void lineFollowsPublisherAndSubscriberThatAreStartedAgain() {
		this.cameraPublisher.stop();
		this.dashboardSubscriber.stop();
		this.cameraPublisher.start();
		this.dashboardSubscriber.start();
		long before = this.dashboardSubscriber.stats().received();
		await().until(() -> this.dashboardSubscriber.stats().received() > before + 5);
	}

	@Test
	void lossOutOfRangeIsRefused() throws Exception {
		assertThat(postLoss("application/json", "{\"percent\": 101}").statusCode()).isEqualTo(400);
		assertThat(this.line.state().percent()).isZero();
	}

	@Test
	void lossMustBeJsonBecauseAPageOfAnotherOriginCannotSendIt() throws Exception {
		assertThat(postLoss("text/plain", "{\"percent\": 20}").statusCode()).isEqualTo(415);
		assertThat(this.line.state().percent()).isZero();
	}

	private HttpResponse<String> postLoss(String type, String body) throws IOException, InterruptedException {
		return send(
				HttpRequest.newBuilder(uri("/line")).header("Content-Type", type).POST(BodyPublishers.ofString(body)),
				BodyHandlers.ofString());
	}

	private HttpResponse<String> postFps(int value) throws IOException, InterruptedException {
		return send(HttpRequest.newBuilder(uri("/camera/fps?value=" + value)).POST(BodyPublishers.noBody()),
				BodyHandlers.ofString());
	}

	private <T> HttpResponse<T> send(HttpRequest.Builder request, BodyHandler<T> body)
			throws IOException, InterruptedException {
		return this.client.send(request.build(), body);
	}

	private URI uri(String path) {
		return URI.create("http://localhost:" + this.environment.getRequiredProperty("local.server.port") + path);
	}

}
