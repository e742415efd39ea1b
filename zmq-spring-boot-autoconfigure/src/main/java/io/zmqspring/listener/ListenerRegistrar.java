package io.zmqspring.listener;

import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

import io.zmqspring.listener.ZmqListenerAnnotationBeanPostProcessor.FoundListener;
import io.zmqspring.message.TopicPattern;
import io.zmqspring.message.ZmqConfigurationException;
import io.zmqspring.message.ZmqHeaders;
import io.zmqspring.role.HandlerSpec;
import io.zmqspring.role.ZmqSubscriber;

import org.springframework.aop.support.AopUtils;
import org.springframework.beans.factory.config.BeanDefinition;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.validation.Validator;

/**
 * Gives annotated methods their place at their subscriber, or says why that cannot be.
 */
final class ListenerRegistrar {

	private final ConfigurableListableBeanFactory beanFactory;

	private final AttributeResolver attributes;

	private final ZmqListenerRegistry registry;

	private final PayloadValidation validation;

	ListenerRegistrar(ConfigurableListableBeanFactory beanFactory) {
		this.beanFactory = beanFactory;
		this.attributes = new AttributeResolver(beanFactory);
		this.registry = beanFactory.getBean(ZmqListenerRegistry.class);
		this.validation = new PayloadValidation(() -> beanFactory.getBeanProvider(Validator.class).getIfAvailable());
	}

	/**
	 * Refuse beans with listener methods that are made on demand: nothing demands them,
	 * so their listeners would be deaf.
	 */
	void refuseUnreachableBeans() {
		for (String name : this.beanFactory.getBeanDefinitionNames()) {
			BeanDefinition definition = this.beanFactory.getMergedBeanDefinition(name);
			if (definition.isAbstract() || (definition.isSingleton() && !definition.isLazyInit())) {
				continue;
			}
			Class<?> type = this.beanFactory.getType(name, false);
			if (type != null && ZmqListenerAnnotationBeanPostProcessor.hasListeners(type)) {
				throw new ZmqConfigurationException(
						"Bean '" + name + "' of " + type + " has @ZmqListener methods but is "
								+ (definition.isSingleton() ? "lazy" : "of scope '" + definition.getScope() + "'")
								+ ", so nothing would create it and its listeners would never hear anything",
						"Make it an ordinary singleton: remove @Lazy or @Scope, or move the listener method");
			}
		}
	}

	void register(FoundListener found) {
		String method = HandlerArguments.describe(found.method());
		ZmqListener annotation = found.annotation();
		ZmqSubscriber subscriber = subscriber(this.attributes.string(annotation.subscriber()), method);
		List<String> topics = topics(annotation, method);
		String id = id(found, this.attributes.string(annotation.id()));
		HandlerArguments arguments = new HandlerArguments(found.method(), AopUtils.getTargetClass(found.bean()),
				subscriber.codec(), this.validation,
				Map.of(ZmqHeaders.SUBSCRIBER, subscriber.name(), ZmqHeaders.LISTENER, id));
		HandlerSpec spec = new HandlerSpec(id, patterns(topics, subscriber, method),
				this.attributes.positiveNumber("concurrency", annotation.concurrency(), method),
				HandlerMethodInvocation.of(found.bean(), invocable(found), arguments),
				this.attributes.errorHandler(annotation.errorHandler(), method));
		boolean active = this.attributes.flag("autoStartup", annotation.autoStartup(), method);
		ZmqListenerEndpoint endpoint = new ZmqListenerEndpoint(id, topics, subscriber.name(), method,
				subscriber.add(spec, false));
		this.registry.register(endpoint);
		if (active) {
			endpoint.start();
		}
	}

	private ZmqSubscriber subscriber(String name, String method) {
		Collection<ZmqSubscriber> all = this.beanFactory.getBeansOfType(ZmqSubscriber.class).values();
		if (all.isEmpty()) {
			throw new ZmqConfigurationException("The listener " + method + " has no subscriber to listen to",
					"Declare one: zmq.subscribers.<name>.address");
		}
		if (name.isEmpty() && all.size() > 1) {
			throw new ZmqConfigurationException(
					"The listener " + method + " names no subscriber, and there are several: " + names(all),
					"Say which: @ZmqListener(subscriber = \"<name>\", …)");
		}
		return all.stream()
			.filter((subscriber) -> name.isEmpty() || subscriber.name().equals(name))
			.findFirst()
			.orElseThrow(() -> new ZmqConfigurationException(
					"The listener " + method + " names the unknown subscriber '" + name + "'", "Known subscribers: "
							+ names(all) + ". Declare zmq.subscribers." + name + ".address or correct the name"));
	}

	private List<String> topics(ZmqListener annotation, String method) {
		List<String> topics = this.attributes.strings(annotation.topics());
		if (topics.isEmpty() && annotation.topics().length > 0) {
			throw new ZmqConfigurationException(
					"The topics of the listener " + method + ", " + String.join(", ", annotation.topics())
							+ ", give no topic at all",
					"Have them give at least one, or leave them out to take what no other listener takes");
		}
		return topics;
	}

	private static String names(Collection<ZmqSubscriber> subscribers) {
		return subscribers.stream().map(ZmqSubscriber::name).sorted().collect(Collectors.joining(", "));
	}

	private static List<TopicPattern> patterns(List<String> topics, ZmqSubscriber subscriber, String method) {
		try {
			return topics.stream().map(subscriber::parse).toList();
		}
		catch (IllegalArgumentException ex) {
			throw new ZmqConfigurationException("The listener " + method + " is refused: " + ex.getMessage(),
					"Write a topic that keeps the rule of subscriber '" + subscriber.name()
							+ "', or a prefix with a trailing *",
					ex);
		}
	}

	private String id(FoundListener found, String explicit) {
		if (!explicit.isEmpty()) {
			return explicit;
		}
		String generated = found.beanName() + "." + found.method().getName();
		String id = generated;
		for (int i = 2; this.registry.contains(id); i++) {
			id = generated + "#" + i;
		}
		return id;
	}

	private static Method invocable(FoundListener found) {
		Method method = found.method();
		int modifiers = method.getModifiers();
		if (Modifier.isStatic(modifiers)) {
			return method;
		}
		boolean proxied = AopUtils.isAopProxy(found.bean());
		if (proxied && (Modifier.isPrivate(modifiers)
				|| (Modifier.isFinal(modifiers) && AopUtils.isCglibProxy(found.bean())))) {
			throw refused(found,
					"is " + (Modifier.isPrivate(modifiers) ? "private" : "final")
							+ ", but its bean is behind a proxy, which such a method bypasses",
					"Make the method neither private nor final, or move it to a bean without a proxy");
		}
		try {
			return AopUtils.selectInvocableMethod(method, found.bean().getClass());
		}
		catch (IllegalStateException ex) {
			throw refused(found, "is in no interface of the proxy its bean is behind",
					"Declare the method in an interface, or have the proxy extend the class (proxyTargetClass = true)");
		}
	}

	private static ZmqConfigurationException refused(FoundListener found, String problem, String action) {
		return new ZmqConfigurationException("The listener " + HandlerArguments.describe(found.method()) + " of bean '"
				+ found.beanName() + "' " + problem, action);
	}

}
