"use strict";

// Draws each [data-chart] from the JSON beside it, as soon as it is in the page; a click on a part leads to its list.
const drawChart = (place) => {
  const source = document.getElementById(place.dataset.chart);
  if (!source || !window.echarts || window.echarts.getInstanceByDom(place)) return;
  const { names, urls, unit, series } = JSON.parse(source.textContent);
  const chart = window.echarts.init(place, null, { renderer: "svg" });
  const letters = Math.max(...names.map((name) => name.length));
  const narrow = place.clientWidth < 480;
  const tilted = place.clientWidth < names.length * letters * 12;
  const money = (value) => (value === null || value === undefined ? "" : value.toLocaleString("zh-CN", { maximumFractionDigits: 2 }));
  chart.setOption({
    color: ["#8fb3ab", "#12685b", "#d39b3b"],
    textStyle: { fontFamily: getComputedStyle(document.body).fontFamily },
    animation: false,
    grid: { left: 12, right: 12, top: narrow ? 72 : 44, bottom: 8, containLabel: true },
    legend: { top: 4, show: series.length > 1 },
    tooltip: { trigger: "axis", axisPointer: { type: "shadow" } },
    xAxis: { type: "category", data: names, triggerEvent: true, axisLabel: { interval: 0, rotate: tilted ? 45 : 0 } },
    yAxis: [
      { type: "value", name: unit, axisLabel: { formatter: money } },
      { type: "value", name: "%", max: 100, show: series.some(({ ratio }) => ratio), splitLine: { show: false } },
    ],
    series: series.map(({ name, line, ratio, values, urls: rows }) => ({
      name,
      data: values,
      type: line ? "line" : "bar",
      yAxisIndex: ratio ? 1 : 0,
      barMaxWidth: 26,
      cursor: urls.length || rows.length ? "pointer" : "default",
      tooltip: { valueFormatter: (value) => (ratio ? `${money(value)}%` : money(value)) },
    })),
  });
  chart.on("click", (part) => {
    const at = part.componentType === "xAxis" ? names.indexOf(part.value) : part.dataIndex;
    const rows = part.componentType === "series" ? series[part.seriesIndex].urls[at] : "";
    if (rows || urls[at]) window.location.assign(rows || urls[at]);
  });
  window.addEventListener("resize", () => chart.resize());
};
const drawCharts = () => document.querySelectorAll("[data-chart]").forEach(drawChart);
drawCharts();
document.addEventListener("htmx:afterSettle", drawCharts);
