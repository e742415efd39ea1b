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

package io.zmqspring.sample.live;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.logging.Level;
import java.util.stream.Stream;

import org.openqa.selenium.By;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.chrome.ChromeDriverService;
import org.openqa.selenium.chrome.ChromeOptions;
import org.openqa.selenium.logging.LogType;
import org.openqa.selenium.logging.LoggingPreferences;

/**
 * Starts the Chromium of this machine in headless mode. Its driver must be installed too;
 * nothing is downloaded.
 */
final class Browser {

	private static final int SCREENSHOT_QUALITY = 80;

	private Browser() {
	}

	/**
	 * Whether Chromium is installed. Used as a condition of tests.
	 * @return {@code true} if browser and driver are on the path
	 */
	static boolean isInstalled() {
		return binary().isPresent() && driver().isPresent();
	}

	static ChromeDriver start() {
		LoggingPreferences logs = new LoggingPreferences();
		logs.enable(LogType.BROWSER, Level.ALL);
		ChromeOptions options = new ChromeOptions();
		options.setBinary(binary().orElseThrow());
		// In containers tests run as root and with little shared memory
		options.addArguments("--headless=new", "--no-sandbox", "--disable-dev-shm-usage",
				"--disable-background-networking", "--disable-component-update", "--no-first-run");
		options.setCapability("goog:loggingPrefs", logs);
		// If the driver is given, Selenium does not search for one elsewhere
		ChromeDriverService service = new ChromeDriverService.Builder().usingDriverExecutable(driver().orElseThrow())
			.build();
		return new ChromeDriver(service, options);
	}

	/**
	 * Set the size of the page. In contrast to the size of the window there is no
	 * minimum, so the page can be as narrow as on a phone.
	 * @param driver the browser
	 * @param width the width in pixels
	 * @param height the height in pixels
	 */
	static void resize(ChromeDriver driver, int width, int height) {
		driver.executeCdpCommand("Emulation.setDeviceMetricsOverride",
				Map.of("width", width, "height", height, "deviceScaleFactor", 1, "mobile", false));
	}

	/**
	 * The text of an element, whether it is visible or not.
	 * @param driver the browser
	 * @param selector selects the element
	 * @return its text, empty if there is no such element
	 */
	static String text(ChromeDriver driver, String selector) {
		return driver.findElements(By.cssSelector(selector))
			.stream()
			.map((element) -> String.valueOf(element.getDomProperty("textContent")))
			.findFirst()
			.orElse("");
	}

	/**
	 * The number in an element.
	 * @param driver the browser
	 * @param selector selects the element
	 * @return the number, -1 if there is none
	 */
	static double number(ChromeDriver driver, String selector) {
		String text = text(driver, selector).replace(",", "");
		return text.isEmpty() ? -1 : Double.parseDouble(text);
	}

	/**
	 * Click an element.
	 * @param driver the browser
	 * @param selector selects the element
	 */
	static void press(ChromeDriver driver, String selector) {
		driver.findElement(By.cssSelector(selector)).click();
	}

	/**
	 * The warnings and errors in the console since the last call.
	 * @param driver the browser
	 * @return their texts
	 */
	static List<String> complaints(ChromeDriver driver) {
		return driver.manage()
			.logs()
			.get(LogType.BROWSER)
			.getAll()
			.stream()
			.filter((entry) -> entry.getLevel().intValue() >= Level.WARNING.intValue())
			.map(String::valueOf)
			.toList();
	}

	/**
	 * Take a picture of the visible part of the page.
	 * @param driver the browser
	 * @param colors {@code light} or {@code dark}, the colours that the user prefers
	 * @param file the file, in the format WebP
	 * @throws IOException if the file cannot be written
	 */
	static void screenshot(ChromeDriver driver, String colors, Path file) throws IOException {
		driver.executeScript("document.styleSheets[0].insertRule('* { transition: none !important }')");
		driver.executeCdpCommand("Emulation.setScrollbarsHidden", Map.of("hidden", true));
		driver.executeCdpCommand("Emulation.setEmulatedMedia",
				Map.of("features", List.of(Map.of("name", "prefers-color-scheme", "value", colors))));
		Object image = driver
			.executeCdpCommand("Page.captureScreenshot", Map.of("format", "webp", "quality", SCREENSHOT_QUALITY))
			.get("data");
		Files.createDirectories(file.getParent());
		Files.write(file, Base64.getDecoder().decode(String.valueOf(image)));
	}

	private static Optional<File> binary() {
		return onPath("chromium", "chromium-browser", "google-chrome");
	}

	private static Optional<File> driver() {
		return onPath("chromedriver");
	}

	private static Optional<File> onPath(String... names) {
		String path = Optional.ofNullable(System.getenv("PATH")).orElse("");
		return Stream.of(names)
			.flatMap((name) -> Arrays.stream(path.split(File.pathSeparator))
				.map((directory) -> Path.of(directory, name)))
			.filter(Files::isExecutable)
			.findFirst()
			.map(Path::toFile);
	}

}
