"use strict";

// Draws cost against income by month from the JSON in the page.
const source = document.getElementById("breakeven-data");
const place = document.getElementById("breakeven-chart");
if (source && place && window.echarts) {
  const data = JSON.parse(source.textContent);
  const chart = window.echarts.init(place, null, { renderer: "svg" });
  const bars = ({ name, values }) => ({ name, type: "bar", barMaxWidth: 30, data: values.map(Number) });
  chart.setOption({
    color: ["#d39b3b", "#17594f", "#5f7f8c"],
    textStyle: { fontFamily: getComputedStyle(document.body).fontFamily },
    animation: false,
    grid: { left: 8, right: 16, top: 44, bottom: 8, containLabel: true },
    legend: { top: 4 },
    tooltip: { trigger: "axis", axisPointer: { type: "shadow" } },
    xAxis: { type: "category", data: data.months },
    yAxis: { type: "value", name: data.unit },
    series: [
      bars(data.cost),
      bars(data.income),
      { name: data.running.name, type: "line", symbolSize: 6, data: data.running.values.map(Number) },
    ],
  });
  window.addEventListener("resize", () => chart.resize());
}
