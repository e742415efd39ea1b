package io.zmqspring.listener;

import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

import org.jspecify.annotations.Nullable;

import org.springframework.aop.framework.AopInfrastructureBean;
import org.springframework.aop.support.AopUtils;
import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.core.MethodIntrospector;
import org.springframework.core.annotation.AnnotationUtils;
import org.springframework.core.annotation.MergedAnnotation;
import org.springframework.core.annotation.MergedAnnotations;
import org.springframework.core.annotation.MergedAnnotations.SearchStrategy;

/**
 * Finds methods annotated with {@link ZmqListener} and hands them to the
 * {@link ListenerRegistrar} once all beans exist; those of later beans at once.
 */
public class ZmqListenerAnnotationBeanPostProcessor implements BeanPostProcessor, SmartInitializingSingleton {

	private final Set<Class<?>> withoutListeners = ConcurrentHashMap.newKeySet();

	private final List<FoundListener> found = new ArrayList<>();

	private final ConfigurableListableBeanFactory beanFactory;

	private @Nullable ListenerRegistrar registrar;

	public ZmqListenerAnnotationBeanPostProcessor(ConfigurableListableBeanFactory beanFactory) {
		this.beanFactory = beanFactory;
	}

	/**
	 * Whether a class has listener methods, its own or inherited.
	 * @param type the class
	 * @return {@code true} if it has
	 */
	public static boolean hasListeners(Class<?> type) {
		return AnnotationUtils.isCandidateClass(type, ZmqListener.class) && !listenerMethods(type).isEmpty();
	}

	private static Map<Method, List<ZmqListener>> listenerMethods(Class<?> type) {
		return MethodIntrospector.selectMethods(type, ZmqListenerAnnotationBeanPostProcessor::listeners);
	}

	private static @Nullable List<ZmqListener> listeners(Method method) {
		List<MergedAnnotation<ZmqListener>> all = MergedAnnotations.from(method, SearchStrategy.TYPE_HIERARCHY)
			.stream(ZmqListener.class)
			.toList();
		if (all.isEmpty()) {
			return null;
		}
		// Annotations of an overridden method count only if the overriding one has none
		int nearest = all.get(0).getAggregateIndex();
		return all.stream()
			.filter((annotation) -> annotation.getAggregateIndex() == nearest)
			.map(MergedAnnotation::synthesize)
			.toList();
	}

	@Override
	public Object postProcessAfterInitialization(Object bean, String beanName) {
		Class<?> type = AopUtils.getTargetClass(bean);
		if (bean instanceof AopInfrastructureBean || this.withoutListeners.contains(type)) {
			return bean;
		}
		if (!hasListeners(type)) {
			this.withoutListeners.add(type);
			return bean;
		}
		listenerMethods(type).forEach((method, listeners) -> listeners
			.forEach((listener) -> register(new FoundListener(bean, beanName, method, listener))));
		return bean;
	}

	private synchronized void register(FoundListener listener) {
		if (this.registrar != null) {
			this.registrar.register(listener);
		}
		else {
			this.found.add(listener);
		}
	}

	@Override
	public synchronized void afterSingletonsInstantiated() {
		this.withoutListeners.clear();
		ListenerRegistrar created = new ListenerRegistrar(this.beanFactory);
		created.refuseUnreachableBeans();
		this.found.forEach(created::register);
		this.found.clear();
		this.registrar = created;
	}

	/**
	 * An annotated method of a bean.
	 *
	 * @param bean the bean, possibly a proxy
	 * @param beanName its name
	 * @param method the method as declared
	 * @param annotation the annotation, one of possibly several
	 */
	record FoundListener(Object bean, String beanName, Method method, ZmqListener annotation) {

	}

}
